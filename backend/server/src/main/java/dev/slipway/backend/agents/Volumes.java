package dev.slipway.backend.agents;

import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.VolumeMount;
import java.util.Map;

/** A revision mounts volumes by name; a pod holds certain ones. */
final class Volumes {
  private Volumes() {}

  /**
   * @param held by name; one that is missing stays without an id, and the node does not start what
   *     mounts it
   */
  static Pod into(Pod pod, Map<String, VolumeMount> held) {
    if (pod.getMountsList().stream().noneMatch(Mount::hasVolume)) {
      return pod;
    }
    return pod.toBuilder()
        .clearMounts()
        .addAllMounts(pod.getMountsList().stream().map(mount -> into(mount, held)).toList())
        .build();
  }

  private static Mount into(Mount mount, Map<String, VolumeMount> held) {
    return mount.hasVolume()
        ? mount.toBuilder()
            .setVolume(held.getOrDefault(mount.getVolume().getName(), mount.getVolume()))
            .build()
        : mount;
  }
}
