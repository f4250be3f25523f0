package dev.slipway.backend.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the other replicas that something was committed, and hears it from them. At most one
 * notification every few milliseconds and never inside a transaction that does something:
 * PostgreSQL commits notifying transactions one after the other. A lost one costs nothing but time;
 * listeners look by themselves too.
 */
@Component
class Neighbours implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Neighbours.class);
  private static final int LISTEN_MILLIS = 10_000;
  private static final long AT_MOST_EVERY_MILLIS = 20;
  private static final long BEFORE_NEXT_TRY_MILLIS = 1_000;

  private final Postgres postgres;
  private final DedicatedConnections connections;
  private final Commits commits;
  private final Semaphore committed = new Semaphore(0);
  private volatile int ourselves;
  private volatile boolean running;
  private volatile Thread[] threads = {};

  Neighbours(Postgres postgres, DedicatedConnections connections, Commits commits) {
    this.postgres = postgres;
    this.connections = connections;
    this.commits = commits;
    commits.listenHere(committed::release);
  }

  /** Our own PostgreSQL has no other clients. */
  @Override
  public void start() {
    running = true;
    if (postgres.shared()) {
      threads =
          new Thread[] {
            Thread.ofVirtual().name("neighbours-listen").start(() -> keepTrying(this::listen)),
            Thread.ofVirtual().name("neighbours-notify").start(() -> keepTrying(this::tell))
          };
    }
  }

  @Override
  public void stop() {
    running = false;
    for (Thread thread : threads) {
      thread.interrupt();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads = new Thread[0];
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private interface Work {
    void on(Connection connection) throws SQLException, InterruptedException;
  }

  private void keepTrying(Work work) {
    while (running) {
      try (Connection connection = connections.open()) {
        work.on(connection);
      } catch (SQLException e) {
        log.debug("The connection to other replicas broke", e);
      } catch (InterruptedException _) {
        return;
      }
      try {
        Thread.sleep(BEFORE_NEXT_TRY_MILLIS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    execute(connection, "listen slipway_changes");
    var listening = connection.unwrap(PGConnection.class);
    commits.happenedElsewhere();
    while (running && !Thread.currentThread().isInterrupted()) {
      for (var notification : listening.getNotifications(LISTEN_MILLIS)) {
        if (notification.getPID() != ourselves) {
          commits.happenedElsewhere();
        }
      }
    }
  }

  private void tell(Connection connection) throws SQLException, InterruptedException {
    ourselves = connection.unwrap(PGConnection.class).getBackendPID();
    while (running) {
      committed.acquire();
      int _ = committed.drainPermits();
      execute(connection, "notify slipway_changes");
      TimeUnit.MILLISECONDS.sleep(AT_MOST_EVERY_MILLIS);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
