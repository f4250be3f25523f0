package dev.slipway.backend.builds;

import dev.slipway.backend.feed.Change;
import dev.slipway.backend.feed.ChangeFeed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes those who follow a build: at once for what this process stored, by the feed for what
 * another one did.
 */
@Component
class BuildLogHub {
  private static final Set<String> KINDS = Set.of("build", "build_log");

  private final Map<UUID, Set<Semaphore>> followers = new ConcurrentHashMap<>();

  BuildLogHub(ChangeFeed feed) {
    AutoCloseable _ = feed.subscribe(this::changed);
  }

  Wakes follow(UUID build) {
    var wake = new Semaphore(0);
    followers.compute(
        build,
        (_, known) -> {
          Set<Semaphore> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(wake);
          return all;
        });
    return new Wakes(build, wake);
  }

  void changed(UUID build) {
    followers.getOrDefault(build, Set.of()).forEach(Semaphore::release);
  }

  private void changed(List<Change> changes) {
    if (!followers.isEmpty()) {
      changes.stream()
          .filter(change -> KINDS.contains(change.kind()))
          .forEach(change -> changed(change.object()));
    }
  }

  /** One follower's bell. */
  final class Wakes implements AutoCloseable {
    private final UUID build;
    private final Semaphore wake;

    private Wakes(UUID build, Semaphore wake) {
      this.build = build;
      this.wake = wake;
    }

    /** Returns when something may have changed, or after this time. */
    void await(Duration atMost) throws InterruptedException {
      boolean _ = wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
      wake.drainPermits();
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          build,
          (_, known) -> {
            known.remove(wake);
            return known.isEmpty() ? null : known;
          });
    }
  }
}
