package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Reads request bodies from strangers: up to a limit, and few large ones at a time. */
final class Bodies {
  private static final int SMALL = 512 * 1024;
  private static final int LARGE_AT_ONCE = 2;

  private final int most;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

  Bodies(int most) {
    this.most = most;
  }

  /**
   * @throws Problem too-large, before the body has been read if its length was told
   */
  <T> T read(HttpServletRequest request, Function<byte[], T> action) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw tooLarge();
    }
    byte[] start = request.getInputStream().readNBytes(SMALL);
    if (start.length < SMALL) {
      return action.apply(start);
    }
    large.acquireUninterruptibly();
    try {
      byte[] rest = request.getInputStream().readNBytes(most - SMALL + 1);
      if (start.length + rest.length > most) {
        throw tooLarge();
      }
      var body = new byte[start.length + rest.length];
      System.arraycopy(start, 0, body, 0, start.length);
      System.arraycopy(rest, 0, body, start.length, rest.length);
      return action.apply(body);
    } finally {
      large.release();
    }
  }

  private Problem tooLarge() {
    return Problem.of(
        Problem.Kind.TOO_LARGE,
        "payload-too-large",
        "The body is larger than %d MiB.".formatted(most >> 20));
  }
}
