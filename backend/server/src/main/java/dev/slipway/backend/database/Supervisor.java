package dev.slipway.backend.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the embedded PostgreSQL running: one thread starts it, waits for its end and starts it
 * again.
 */
final class Supervisor {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LIVED_WELL = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Cluster cluster;
  // A platform thread of its own: the kernel ends the server when the thread that started it ends,
  // and the threads
  // virtual threads are carried by come and go.
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable Process server;

  Supervisor(Cluster cluster) {
    this.cluster = cluster;
    this.thread = Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::run);
  }

  void start() throws InterruptedException, IOException {
    thread.start();
    long until = System.nanoTime() + START.toNanos();
    while (!ready()) {
      if (System.nanoTime() > until || !thread.isAlive()) {
        throw new IllegalStateException(
            "PostgreSQL does not start; " + cluster.log() + " says why");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  boolean ready() throws IOException {
    Process running = server;
    return running != null && running.isAlive() && Postmaster.ready(cluster.data(), running.pid());
  }

  long pid() {
    Process running = server;
    return running == null ? -1 : running.pid();
  }

  void stop() throws InterruptedException {
    stopping = true;
    Process running = server;
    if (running != null && running.isAlive()) {
      Postmaster.stop(running.toHandle());
    }
    thread.join();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping) {
        long began = System.nanoTime();
        Process started = cluster.server().start();
        server = started;
        int code = started.waitFor();
        if (stopping) {
          return;
        }
        pause = System.nanoTime() - began > LIVED_WELL.toNanos() ? FIRST_PAUSE : longer(pause);
        log.warn(
            "PostgreSQL ended with code {} and is started again; {} says why", code, cluster.log());
        Thread.sleep(pause);
      }
    } catch (IOException e) {
      log.error("PostgreSQL cannot be started", e);
    } catch (InterruptedException _) {
      // Nobody interrupts this thread but the end of the process.
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
