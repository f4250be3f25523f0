package dev.slipway.agent.network;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.ProgramMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes frames inside a bridge pass the packet filter. Without it the answer of a pod to its
 * neighbour's request through a service takes the short way and is never translated back.
 */
final class BridgedTraffic {
  private static final Logger log = LoggerFactory.getLogger(BridgedTraffic.class);
  private static final Path SWITCH = Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables");

  private final Exec exec;

  BridgedTraffic(Exec exec) {
    this.exec = exec;
  }

  void makeFiltered() throws InterruptedException {
    try {
      if (!Files.exists(SWITCH)) {
        exec.run(Command.of("modprobe", "br_netfilter"));
      }
      if (!Files.readString(SWITCH).startsWith("1")) {
        Files.writeString(SWITCH, "1");
      }
    } catch (IOException | ProgramMissing e) {
      log.error(
          "Bridged packets are not filtered here, so pods of one environment do not reach each"
              + " other through services: load the kernel module br_netfilter. {}",
          e.getMessage());
    }
  }
}
