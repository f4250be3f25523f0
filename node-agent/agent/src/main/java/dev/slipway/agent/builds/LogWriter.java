package dev.slipway.agent.builds;

import dev.slipway.agent.secrets.Redactor;
import dev.slipway.protocol.BuildLog;
import dev.slipway.protocol.BuildReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gathers lines into numbered chunks of at most 32 KiB, told within 100 ms. Secrets are blotted
 * out. Of a log beyond its limit only the last lines are kept: they say how it ended.
 */
final class LogWriter implements AutoCloseable {
  static final int CHUNK = 32 << 10;
  static final long LIMIT = 10L << 20;

  private static final int LONGEST = 8 << 10;
  private static final int LAST = 100;
  private static final Duration DELAY = Duration.ofMillis(100);

  private final Journal journal;
  private final InstantSource clock;
  private final Redactor redactor;
  private final StringBuilder chunk = new StringBuilder();
  private final Deque<String> last = new ArrayDeque<>();
  private final Thread ticker = Thread.ofVirtual().name("build-log").start(this::tick);
  private int chunkBytes;
  private long bytes;
  private long leftOut;
  private long seq;

  LogWriter(Journal journal, InstantSource clock, Redactor redactor) {
    this.journal = journal;
    this.clock = clock;
    this.redactor = redactor;
  }

  synchronized void line(String text) {
    String line = cut(redactor.redacted(text).replace('\n', ' ')) + "\n";
    if (bytes < LIMIT) {
      write(line);
      return;
    }
    last.addLast(line);
    if (last.size() > LAST) {
      last.removeFirst();
      leftOut++;
    }
  }

  private void write(String line) {
    int length = line.getBytes(StandardCharsets.UTF_8).length;
    if (chunkBytes + length > CHUNK) {
      flush();
    }
    chunk.append(line);
    chunkBytes += length;
    bytes += length;
  }

  private synchronized void flush() {
    if (chunk.isEmpty()) {
      return;
    }
    journal.add(
        BuildReport.newBuilder()
            .setLog(
                BuildLog.newBuilder()
                    .setSeq(++seq)
                    .setAtMillis(clock.millis())
                    .setText(chunk.toString())));
    chunk.setLength(0);
    chunkBytes = 0;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(DELAY);
        flush();
      }
    } catch (InterruptedException _) {
      // The build is over.
    }
  }

  /** Tells what is left. */
  @Override
  public synchronized void close() {
    ticker.interrupt();
    if (leftOut > 0) {
      write("… " + leftOut + " lines are left out: a log ends at 10 MiB …\n");
    }
    last.forEach(this::write);
    last.clear();
    flush();
  }
}
