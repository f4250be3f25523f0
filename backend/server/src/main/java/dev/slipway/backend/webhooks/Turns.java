package dev.slipway.backend.webhooks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Few at a time for each of many: whoever sends a lot waits for itself, without holding one of the
 * database's connections that others need meanwhile. Remembers only those that have something under
 * way.
 */
final class Turns<K> {
  private final Map<K, Line> lines = new ConcurrentHashMap<>();
  private final int atOnce;

  Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  private record Line(Semaphore semaphore, int members) {}

  /** Null when its turn did not come in time. */
  <T> @Nullable T within(K key, Duration patience, Supplier<T> action) {
    Semaphore turn = join(key);
    try {
      if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
      try {
        return action.get();
      } finally {
        turn.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      leave(key);
    }
  }

  private Semaphore join(K key) {
    Line line =
        lines.merge(
            key,
            new Line(new Semaphore(atOnce, true), 1),
            (known, _) -> new Line(known.semaphore(), known.members() + 1));
    return line.semaphore();
  }

  private void leave(K key) {
    Line _ =
        lines.computeIfPresent(
            key,
            (_, line) ->
                line.members() == 1 ? null : new Line(line.semaphore(), line.members() - 1));
  }
}
