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
    return within(key, patience, Integer.MAX_VALUE, action);
  }

  /**
   * The same.
   *
   * @param longest line, those counted who have their turn; who would make it longer does not wait
   */
  <T> @Nullable T within(K key, Duration patience, int longest, Supplier<T> action) {
    Line joined = join(key);
    Semaphore turn = joined.semaphore();
    try {
      if (joined.members() > longest) {
        return null;
      }
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

  private Line join(K key) {
    return lines.merge(
        key,
        new Line(new Semaphore(atOnce, true), 1),
        (known, _) -> new Line(known.semaphore(), known.members() + 1));
  }

  private void leave(K key) {
    Line _ =
        lines.computeIfPresent(
            key,
            (_, line) ->
                line.members() == 1 ? null : new Line(line.semaphore(), line.members() - 1));
  }
}
