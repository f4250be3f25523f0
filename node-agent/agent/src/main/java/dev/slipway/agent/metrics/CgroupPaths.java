package dev.slipway.agent.metrics;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/<pid>/cgroup}: it names a process' group whichever driver the engine uses
 * (cgroupfs: {@code /docker/<id>}, systemd: {@code /system.slice/docker-<id>.scope}).
 */
final class CgroupPaths {
  /** Name of the one hierarchy of version 2, which has no controllers in that file. */
  static final String UNIFIED = "";

  private CgroupPaths() {}

  /**
   * The container's own group in each hierarchy by its controller; none where the process is not
   * the container's (any more): numbers of processes are used again.
   */
  static Map<String, String> of(String file, String containerId) {
    var paths = new HashMap<String, String>();
    for (String line : file.lines().toList()) {
      String[] parts = line.split(":", 3);
      String path = parts.length < 3 ? null : ownGroup(parts[2], containerId);
      if (path != null) {
        for (String controller : parts[1].split(",", -1)) {
          paths.put(controller, path);
        }
      }
    }
    return paths;
  }

  /** What runs in a container may make groups below its own. */
  private static @Nullable String ownGroup(String path, String containerId) {
    int at = containerId.isEmpty() ? -1 : path.indexOf(containerId);
    if (at < 0) {
      return null;
    }
    int end = path.indexOf('/', at);
    return end < 0 ? path : path.substring(0, end);
  }
}
