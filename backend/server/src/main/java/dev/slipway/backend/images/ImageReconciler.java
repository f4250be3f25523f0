package dev.slipway.backend.images;

import dev.slipway.backend.builds.ImageBuilds;
import dev.slipway.backend.builds.QueuedImage;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the digests of images that are to be deployed. Each is asked for by itself, so that a slow
 * registry holds up nobody but those who use it.
 */
@Component
class ImageReconciler implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(ImageReconciler.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** A registry may be away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int OF_AN_ORGANIZATION = 5;

  private final ImageBuilds builds;
  private final ImageFinder finder;
  private final InstantSource clock;
  private final Set<BuildId> asking = ConcurrentHashMap.newKeySet();

  ImageReconciler(ImageBuilds builds, ImageFinder finder, InstantSource clock) {
    this.builds = builds;
    this.finder = finder;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("build");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<QueuedImage> queued = builds.queued(OF_AN_ORGANIZATION);
    int begun = 0;
    for (QueuedImage image : queued) {
      if (asking.add(image.build())) {
        begun++;
        Thread _ = Thread.ofVirtual().name("image").start(() -> ask(epoch, image));
      }
    }
    return new Progress(queued.size(), begun);
  }

  private void ask(long epoch, QueuedImage image) {
    try {
      resolve(epoch, image);
    } catch (RuntimeException e) {
      log.warn("The digest of {} is not found now; trying again", image, e);
    } finally {
      asking.remove(image.build());
    }
  }

  void resolve(long epoch, QueuedImage image) {
    try {
      Manifest found = finder.find(image);
      boolean _ =
          builds.found(epoch, image.build(), found.digest(), found.index() ? null : found.bytes());
    } catch (RegistryRefused refused) {
      boolean passing = refused.type().equals("registry-unreachable");
      if (!passing || image.queuedAt().plus(PATIENCE).isBefore(clock.instant())) {
        boolean _ = builds.failed(epoch, image.build(), refused.type(), refused.getMessage());
      }
    }
  }
}
