package dev.slipway.backend.builds;

import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.builds.BuildQueries.Progress;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.security.AppScope;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** A build's log as it is written. */
@Service
public class BuildLogFollower {
  private static final Duration AT_LATEST = Duration.ofSeconds(2);

  private final BuildQueries builds;
  private final BuildLogHub hub;

  BuildLogFollower(BuildQueries builds, BuildLogHub hub) {
    this.builds = builds;
    this.hub = hub;
  }

  /**
   * Hands over what is there after this number and then what comes, in the calling thread, until
   * the build has ended. Holds no connection to the database while it waits.
   *
   * @param consumer what it throws ends the following
   * @return the build as it ended
   * @throws InterruptedException to stop following
   * @throws dev.slipway.backend.kernel.Problem not-found when it is no build of this app
   */
  public BuildView follow(
      AppScope scope, BuildId build, long afterSeq, Consumer<BuildLogChunk> consumer)
      throws InterruptedException {
    return follow(scope, build, afterSeq, consumer, () -> {});
  }

  /**
   * The same.
   *
   * @param idle called every two seconds or so without anything to hand over
   */
  public BuildView follow(
      AppScope scope, BuildId build, long afterSeq, Consumer<BuildLogChunk> consumer, Runnable idle)
      throws InterruptedException {
    long seen = afterSeq;
    try (var wakes = hub.follow(build.value())) {
      while (true) {
        Progress progress = builds.progress(scope, build, seen);
        for (BuildLogChunk chunk : progress.chunks()) {
          if (!chunk.text().isEmpty()) {
            consumer.accept(chunk);
          }
          seen = chunk.seq();
        }
        if (progress.complete()) {
          return progress.build();
        }
        if (progress.chunks().isEmpty()) {
          idle.run();
          wakes.await(AT_LATEST);
        }
      }
    }
  }
}
