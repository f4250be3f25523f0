package dev.slipway.agent.disk;

import dev.slipway.protocol.Companion;
import dev.slipway.protocol.Pod;
import java.util.List;
import java.util.stream.Stream;

/** What a pod's containers are made of. */
public final class PodImages {
  private PodImages() {}

  public static List<String> of(Pod pod) {
    return Stream.concat(
            Stream.of(main(pod)),
            Stream.concat(pod.getInitContainersList().stream(), pod.getSidecarsList().stream())
                .map(Companion::getImage))
        .distinct()
        .toList();
  }

  /** The app's: of a pod with companions it is told where older agents do not look. */
  public static String main(Pod pod) {
    return pod.getMainImage().isEmpty() ? pod.getImage() : pod.getMainImage();
  }
}
