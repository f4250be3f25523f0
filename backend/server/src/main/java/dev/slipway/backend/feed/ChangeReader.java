package dev.slipway.backend.feed;

import dev.slipway.backend.database.Commits;
import dev.slipway.backend.feed.ChangeLogRepository.Position;
import dev.slipway.backend.feed.ChangeLogRepository.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the change log: at once when this process or another replica has committed, and every two
 * seconds in case word of that was lost.
 */
@Component
class ChangeReader implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ChangeReader.class);
  private static final int BATCH = 2_000;
  private static final Duration POLL = Duration.ofSeconds(2);
  // Something is committed, but an older transaction is still under way: it will be a matter of
  // milliseconds.
  private static final Duration POLL_HELD_UP = Duration.ofMillis(20);

  private final ChangeLogRepository changes;
  private final ChangeFeed feed;
  private final TransactionTemplate reading;
  private final Semaphore wakeUps = new Semaphore(0);
  private @Nullable Position position;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  ChangeReader(
      ChangeLogRepository changes,
      ChangeFeed feed,
      Commits commits,
      PlatformTransactionManager transactions) {
    this.changes = changes;
    this.feed = feed;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    commits.listen(wakeUps::release);
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("change-feed").start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    Thread reader = thread;
    if (reader == null) {
      return;
    }
    reader.interrupt();
    try {
      // Started again there would be two otherwise.
      reader.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before whoever commits something at start. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    boolean failed = false;
    try {
      while (running) {
        Duration pause = POLL;
        try {
          pause = readAll();
          failed = false;
        } catch (RuntimeException e) {
          if (!failed) {
            log.warn("The change log cannot be read now; trying on", e);
          }
          failed = true;
        }
        boolean _ = wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        int _ = wakeUps.drainPermits();
      }
    } catch (InterruptedException _) {
      log.debug("The change feed ends");
    }
  }

  private Duration readAll() {
    Position from = position;
    if (from == null) {
      from = begin();
    }
    Found found;
    do {
      found = find(from);
      List<Row> rows = found.rows();
      if (!rows.isEmpty()) {
        from = rows.getLast().position();
        long last = Long.parseLong(from.xid());
        // Of the last transaction there may be more.
        feed.publish(
            rows.stream().map(Row::change).toList(), rows.size() == BATCH ? last : last + 1);
        position = from;
      }
    } while (found.rows().size() == BATCH);
    return found.heldUp() ? POLL_HELD_UP : POLL;
  }

  private Position begin() {
    Position begin = reading.execute(_ -> changes.begin());
    position = begin;
    return begin;
  }

  /**
   * @param heldUp whether a transaction under way keeps others from being read
   */
  private record Found(List<Row> rows, boolean heldUp) {}

  private Found find(Position from) {
    return Objects.requireNonNull(
        reading.execute(_ -> {
          List<Row> rows = changes.next(from, BATCH);
          return new Found(rows, rows.size() < BATCH && changes.moreToCome());
        }));
  }
}
