package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.BuildId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Builds of apps whose image is there already: no node takes part. */
@Service
public class ImageBuilds {
  private final ImageBuildRepository builds;
  private final InstantSource clock;

  ImageBuilds(ImageBuildRepository builds, InstantSource clock) {
    this.builds = builds;
    this.clock = clock;
  }

  /** Oldest first, at most so many of one organization. */
  @Transactional(readOnly = true)
  public List<QueuedImage> queued(int each) {
    return builds.queued(each);
  }

  /** False when it was canceled meanwhile. */
  @Transactional
  public boolean found(long epoch, BuildId build, String digest, @Nullable Long bytes) {
    return builds.found(epoch, build, digest, bytes, clock.instant());
  }

  /**
   * @param type stable, such as {@code image-pull-denied}
   */
  @Transactional
  public boolean failed(long epoch, BuildId build, String type, String sentence) {
    return builds.failed(epoch, build, type, sentence, clock.instant());
  }
}
