package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads request bodies from strangers: up to a limit, few large ones at a time, and none for longer
 * than a while, however slowly it comes.
 */
final class Bodies {
  private static final int SMALL = 512 * 1024;
  private static final int PART = 16 * 1024;
  private static final int LARGE_AT_ONCE = 2;
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final int most;
  private final Duration longest;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE, true);

  /**
   * @param longest until the whole body is there, and at most as long again until its turn comes
   */
  Bodies(int most, Duration longest) {
    this.most = most;
    this.longest = longest;
  }

  /**
   * @param told length; -1 when it was not told
   * @param wanted false: what is more than a little is thrown away while it comes. Whoever sends
   *     gets the same answers
   * @throws Problem too-large, before the body has been read if its length was told; too-slow; or
   *     rate-limited when the turn of a large one does not come
   */
  <T> T read(long told, InputStream stream, boolean wanted, Function<byte[], T> action)
      throws IOException {
    if (told > most) {
      throw tooLarge();
    }
    byte[] start = read(stream, new byte[0], SMALL, deadline());
    if (start.length < SMALL) {
      return action.apply(start);
    }
    if (!wanted) {
      pass(stream, most - SMALL, deadline());
      return action.apply(start);
    }
    turn();
    try {
      byte[] body = read(stream, start, most + 1, deadline());
      if (body.length > most) {
        throw tooLarge();
      }
      return action.apply(body);
    } finally {
      large.release();
    }
  }

  private void turn() {
    try {
      if (large.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw Problem.rateLimited(
        "Many large deliveries came at once. Send it again in half a minute.", RETRY);
  }

  private long deadline() {
    return System.nanoTime() + longest.toNanos();
  }

  /** Grows as it comes: a length that was only told takes no memory. */
  private static byte[] read(InputStream stream, byte[] start, int size, long deadline)
      throws IOException {
    byte[] body = Arrays.copyOf(start, Math.min(size, Math.max(PART, 2 * start.length)));
    int length = start.length;
    while (length < size) {
      if (length == body.length) {
        body = Arrays.copyOf(body, Math.min(size, 2 * length));
      }
      int read = part(stream, body, length, deadline);
      if (read < 0) {
        break;
      }
      length += read;
    }
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  private void pass(InputStream stream, int left, long deadline) throws IOException {
    var part = new byte[PART];
    int passed = 0;
    while (passed <= left) {
      int read = part(stream, part, 0, deadline);
      if (read < 0) {
        return;
      }
      passed += read;
    }
    throw tooLarge();
  }

  private static int part(InputStream stream, byte[] into, int from, long deadline)
      throws IOException {
    int read;
    try {
      read = stream.read(into, from, into.length - from);
    } catch (SocketTimeoutException _) {
      throw tooSlow();
    }
    if (read >= 0 && System.nanoTime() - deadline > 0) {
      throw tooSlow();
    }
    return read;
  }

  private static Problem tooSlow() {
    return Problem.of(
        Problem.Kind.TOO_SLOW,
        "request-timeout",
        "The body came too slowly, and was not waited for. Send it again.");
  }

  private Problem tooLarge() {
    return Problem.of(
        Problem.Kind.TOO_LARGE,
        "payload-too-large",
        "The body is larger than %d MiB.".formatted(most >> 20));
  }
}
