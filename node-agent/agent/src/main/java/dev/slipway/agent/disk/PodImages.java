package dev.slipway.agent.disk;

import dev.slipway.protocol.Pod;
import java.util.List;

/** What a pod's containers are made of. */
public final class PodImages {
  private PodImages() {}

  public static List<String> of(Pod pod) {
    return List.of(pod.getImage());
  }
}
