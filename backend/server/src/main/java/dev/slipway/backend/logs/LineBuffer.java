package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of several nodes on their way to one reader: put in order of time as far as they come close
 * together, and dropped and counted when the reader does not keep up.
 */
final class LineBuffer {
  private static final int MOST_LINES = 10_000;
  private static final int MOST_AT_ONCE = 1_000;
  // Long enough for the first answers of all nodes, short enough not to be noticed.
  private static final Duration FIRST_GATHERED = Duration.ofMillis(300);
  private static final Duration GATHERED = Duration.ofMillis(100);

  private final int newestAtFirst;
  private List<LogLine> lines = new ArrayList<>();
  private long dropped;
  private boolean begun;

  /**
   * @param newestAtFirst so many of what was there before; the rest of it is not wanted, so not
   *     counted
   */
  LineBuffer(int newestAtFirst) {
    this.newestAtFirst = newestAtFirst;
  }

  synchronized void add(List<LogLine> more, long droppedBefore) {
    dropped += Math.max(0, droppedBefore);
    lines.addAll(more);
    int surplus = lines.size() - MOST_LINES;
    if (surplus > 0) {
      // The newest are what a reader who lags behind wants to see.
      lines.subList(0, surplus).clear();
      dropped += surplus;
    }
    if (!lines.isEmpty() || dropped > 0) {
      notifyAll();
    }
  }

  /** Waits for lines. */
  LogBatch take() throws InterruptedException {
    synchronized (this) {
      while (lines.isEmpty() && dropped == 0) {
        wait();
      }
    }
    Thread.sleep(begun ? GATHERED : FIRST_GATHERED);
    synchronized (this) {
      lines.sort(Lines.BY_TIME);
      if (!begun) {
        begun = true;
        lines = new ArrayList<>(Lines.newest(lines, newestAtFirst));
      }
      List<LogLine> some = lines.subList(0, Math.min(MOST_AT_ONCE, lines.size()));
      var batch = new LogBatch(List.copyOf(some), dropped);
      some.clear();
      dropped = 0;
      return batch;
    }
  }
}
