package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.Pod;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says a spec's init containers and sidecars in the words of the protocol. */
final class CompanionContents {
  /**
   * What an agent finds that does not know of other containers: it would start the app without
   * them. Nothing is behind this name, by RFC 2606, and people read it in the pod's message.
   */
  static final String FOR_OLDER_AGENTS =
      "node-needs-a-newer-agent.invalid/pods-of-several-containers@sha256:" + "0".repeat(64);

  private final String appImage;
  private final Map<String, String> images;
  private final PlatformProperties platform;

  /**
   * @param images repository and digest by repository and tag, as the revision keeps them
   */
  CompanionContents(String appImage, Map<String, String> images, PlatformProperties platform) {
    this.appImage = appImage;
    this.images = images;
    this.platform = platform;
  }

  /** Whether it is known what each image means. */
  boolean known(AppSpec spec) {
    return Stream.concat(spec.initContainers().stream(), spec.sidecars().stream())
        .map(PodContainer::image)
        .filter(Objects::nonNull)
        .allMatch(image -> images.containsKey(key(image)));
  }

  private static String key(ImageSource image) {
    return image.repository() + ":" + image.tag();
  }

  /** The app's pod with them. */
  Pod into(Pod app, AppSpec spec) {
    if (spec.initContainers().isEmpty() && spec.sidecars().isEmpty()) {
      return app;
    }
    int port = spec.port() == null ? 0 : spec.port();
    var pod = app.toBuilder().setImage(FOR_OLDER_AGENTS).setMainImage(app.getImage());
    spec.initContainers().forEach(one -> pod.addInitContainers(of(one)));
    spec.sidecars().forEach(one -> pod.addSidecars(sidecar(one, port)));
    return pod.build();
  }

  private Companion.Builder sidecar(Sidecar sidecar, int port) {
    Companion.Builder companion = of(sidecar).setBeforeInit(sidecar.beforeInit());
    if (sidecar.startup() != null) {
      companion.setStartup(PodContents.probe(sidecar.startup(), port));
    }
    if (sidecar.readiness() != null) {
      companion.setReadiness(PodContents.probe(sidecar.readiness(), port));
    }
    if (sidecar.liveness() != null) {
      companion.setLiveness(PodContents.probe(sidecar.liveness(), port));
    }
    return companion;
  }

  private Companion.Builder of(PodContainer container) {
    return Companion.newBuilder()
        .setName(container.name())
        .setImage(image(container.image()))
        .addAllCommand(container.command())
        .putAllEnvironment(container.environment())
        .setCpuMillis(container.cpuMillis())
        .setMemoryBytes(container.memoryBytes())
        .setPids(container.pids());
  }

  private String image(@Nullable ImageSource image) {
    if (image == null) {
      return appImage;
    }
    String[] found = Objects.requireNonNull(images.get(key(image))).split("@", 2);
    return RevisionContents.image(platform, found[0], found[1]);
  }
}
