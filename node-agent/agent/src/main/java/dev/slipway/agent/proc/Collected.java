package dev.slipway.agent.proc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a program wrote to one of its streams, read as it comes so that it never blocks. */
final class Collected {
  private static final int KEPT = 16 << 20;
  // A grandchild may hold the stream open after the program's own end.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;

  Collected(InputStream stream) {
    reader = Thread.ofVirtual().start(() -> read(stream));
  }

  private void read(InputStream stream) {
    var buffer = new byte[8192];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException _) {
      // The program was killed: what came before that counts.
    }
  }

  private synchronized void keep(byte[] buffer, int length) {
    kept.write(buffer, 0, Math.min(length, KEPT - kept.size()));
  }

  String text() throws InterruptedException {
    // Either way what came so far is the answer.
    boolean _ = reader.join(PATIENCE);
    synchronized (this) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
