package dev.slipway.agent.logs;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.LogConsumer;
import dev.slipway.agent.engine.LogFrame;
import dev.slipway.agent.secrets.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Reads one container's output to its end, through restarts of the engine. */
final class FollowedContainer implements Runnable {
  static final String CUT = " … (the rest of this line is left out: lines end after 16 KiB)";

  private static final int NEARLY_FULL = 16_000;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ContainerEngine engine;
  private final LogSource source;
  private final Consumer<Entry> entries;
  private final Redactor redactor;
  private Position read;
  private int skip;
  private boolean inLongLine;
  private boolean again;
  private boolean over;

  /**
   * @param read how far it was read before
   */
  FollowedContainer(
      ContainerEngine engine, LogSource source, Position read, Consumer<Entry> entries) {
    this.engine = engine;
    this.source = source;
    this.read = read;
    this.entries = entries;
    this.redactor = Redactor.of(source.secrets());
  }

  @Override
  public void run() {
    try {
      while (follow() || !over()) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      // The agent ends; the next one goes on from the last entry.
    }
  }

  /**
   * Asks to look once more: the container was started again.
   *
   * @return false if nobody looks any more
   */
  synchronized boolean again() {
    again = true;
    return !over;
  }

  private synchronized boolean over() {
    over = !again;
    again = false;
    return over;
  }

  /** False when the container is gone or at its end. */
  private boolean follow() throws InterruptedException {
    var ended = new CountDownLatch(1);
    boolean runs;
    try {
      // Asked before: what is not running now writes nothing after what is read now.
      runs = engine.container(source.container()).map(Container::running).orElse(false);
      skip = read.count();
      inLongLine = false;
      Instant since = Instant.ofEpochSecond(0, read.nanos());
      try (var _ = engine.logs(source.container(), since, true, consumer(ended))) {
        ended.await();
      }
    } catch (EngineException _) {
      // Whatever the reason, the container itself will tell when the engine answers again.
      return true;
    }
    return runs;
  }

  private LogConsumer consumer(CountDownLatch ended) {
    return new LogConsumer() {
      @Override
      public void line(LogFrame frame) {
        take(frame);
      }

      @Override
      public void end() {
        ended.countDown();
      }
    };
  }

  private void take(LogFrame frame) {
    boolean rest = inLongLine;
    inLongLine = !frame.complete();
    if (rest) {
      return;
    }
    long nanos = nanos(frame.at());
    if (nanos <= read.nanos() && skip > 0) {
      skip--;
      return;
    }
    read = read.after(nanos);
    entries.accept(
        new Entry(
            nanos,
            source.container(),
            source.podId(),
            source.podName(),
            frame.error(),
            text(frame)));
  }

  private String text(LogFrame frame) {
    boolean cut = cut(frame);
    String text = redactor.redacted(frame.text(), cut);
    return cut ? text + CUT : text;
  }

  /** A last line without a newline is not complete either, but shorter. */
  private static boolean cut(LogFrame frame) {
    return !frame.complete() && frame.text().getBytes(StandardCharsets.UTF_8).length >= NEARLY_FULL;
  }

  /** An engine that gives no time gives that of the line before. */
  private long nanos(Instant at) {
    return at.equals(Instant.MAX)
        ? read.nanos()
        : at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
