package dev.slipway.backend.reconcile;

import dev.slipway.backend.database.DedicatedConnections;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process leads, and under which epoch. One thread tries, holds and renews. */
final class Leadership {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
  private static final Duration TRY_EVERY = Duration.ofMillis(250);

  /** Before others may take it for dead: see {@link LeaseRepository#stale}. */
  private static final Duration STEP_DOWN_AFTER = Duration.ofSeconds(3);

  /**
   * With the time until a lease is stale: less than five seconds from a hang to the next leader.
   */
  private static final Duration LAST_WRITES = Duration.ofMillis(500);

  private final DedicatedConnections connections;
  private final LongConsumer begin;
  private final Runnable end;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;
  private volatile long epoch;
  private volatile long renewedNanos;

  /**
   * @param begin called with the epoch when this process begins to lead; returns at once
   * @param end called when it no longer does
   */
  Leadership(DedicatedConnections connections, LongConsumer begin, Runnable end) {
    this.connections = connections;
    this.begin = begin;
    this.end = end;
  }

  void start() {
    stopping = false;
    thread = Thread.ofVirtual().name("leadership").start(this::run);
  }

  /** Gives the lock back, so that the next one need not wait. */
  void stop() throws InterruptedException {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  /**
   * Empty as soon as the lease could not be renewed in time, whatever the renewing thread is
   * waiting for.
   */
  OptionalLong epoch() {
    boolean fresh = System.nanoTime() - renewedNanos < STEP_DOWN_AFTER.toNanos();
    return epoch > 0 && fresh ? OptionalLong.of(epoch) : OptionalLong.empty();
  }

  private void run() {
    boolean failed = false;
    while (!stopping) {
      try (Connection connection = connections.open()) {
        connection.setNetworkTimeout(Runnable::run, (int) STEP_DOWN_AFTER.toMillis());
        failed = false;
        attempt(connection);
      } catch (SQLException e) {
        if (!failed && !stopping) {
          log.warn("Cannot reach the database to lead, or to see who does: {}", e.getMessage());
        }
        failed = true;
      } catch (InterruptedException _) {
        return;
      } finally {
        stepDown();
      }
      try {
        Thread.sleep(TRY_EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void attempt(Connection connection) throws SQLException, InterruptedException {
    while (!LeaseRepository.tryLock(connection)) {
      if (LeaseRepository.stale(connection)) {
        log.warn("The leader has not renewed its lease in time and is cut off");
        LeaseRepository.cutOff(connection);
        if (LeaseRepository.tryLock(connection)) {
          break;
        }
      }
      Thread.sleep(TRY_EVERY);
    }
    renewedNanos = System.nanoTime();
    epoch = takeOver(connection);
    log.info("This process leads now (epoch {})", epoch);
    begin.accept(epoch);
    hold(connection);
  }

  /** Writes under way may end; those of a process that hangs would keep us waiting for ever. */
  private static long takeOver(Connection connection) throws SQLException {
    long until = System.nanoTime() + LAST_WRITES.toNanos();
    while (true) {
      OptionalLong taken = LeaseRepository.takeOver(connection, holder());
      if (taken.isPresent()) {
        return taken.getAsLong();
      }
      if (System.nanoTime() > until) {
        log.warn("Writes of the last leader are still under way and are cut off");
        LeaseRepository.cutOffWriters(connection);
      }
    }
  }

  private void hold(Connection connection) throws SQLException, InterruptedException {
    while (!stopping) {
      Thread.sleep(RENEW_EVERY);
      // Before asking: the time the answer takes counts against us.
      long asked = System.nanoTime();
      if (asked - renewedNanos >= STEP_DOWN_AFTER.toNanos()) {
        // This process was paused. Its reconcilers have stopped, and what they saw is old.
        log.warn("This process could not renew its lease in time and steps down");
        return;
      }
      if (!LeaseRepository.renew(connection, epoch)) {
        log.warn("Another process leads now");
        return;
      }
      renewedNanos = asked;
    }
  }

  private void stepDown() {
    if (epoch > 0) {
      epoch = 0;
      end.run();
    }
  }

  private static String holder() {
    return ManagementFactory.getRuntimeMXBean().getName();
  }
}
