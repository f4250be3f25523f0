package dev.slipway.agent.pods;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Pod;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a pod takes itself for. The engine gives programs that join a sandbox the name the sandbox
 * was made with; one that was spare was made before its pod had a name.
 */
final class Hostname {
  private static final Logger log = LoggerFactory.getLogger(Hostname.class);

  /**
   * Writes only over the spare one's name: the process may have ended, and its number be another's.
   */
  private static final String SCRIPT =
      "read n < /proc/sys/kernel/hostname && case $n in pod-*) echo \"$0\" > /proc/sys/kernel/hostname;; esac";

  private final Exec exec;

  Hostname(Exec exec) {
    this.exec = exec;
  }

  /** The pod's variables with its name among them, as the engine does for sandboxes of its own. */
  static Map<String, String> told(Pod pod) {
    var all = new HashMap<>(pod.getEnvironmentMap());
    all.putIfAbsent("HOSTNAME", PodContainers.hostname(pod));
    return all;
  }

  /** A pod that was given a name by somebody finds it from its first instruction on. */
  static boolean matters(Pod pod) {
    return !pod.getHostname().isEmpty();
  }

  /** Names a program that has just begun; it may have asked before. */
  void late(long pid, Pod pod) throws InterruptedException {
    var outcome =
        exec.run(
            Command.of(
                "nsenter",
                "--uts=/proc/" + pid + "/ns/uts",
                "sh",
                "-c",
                SCRIPT,
                PodContainers.hostname(pod)));
    if (!outcome.ok()) {
      log.debug("Pod {} keeps its sandbox's name: {}", pod.getName(), outcome.error().strip());
    }
  }
}
