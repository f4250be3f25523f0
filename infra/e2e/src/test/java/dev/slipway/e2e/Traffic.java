package dev.slipway.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one app by many callers at once, until stopped: most keep their connection as
 * browsers do, the others open one for each request. Nothing is ever sent twice.
 */
final class Traffic implements AutoCloseable {
  private static final int KEEPING = 12;
  private static final int OPENING = 4;
  private static final Duration CALM = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final App app;
  private final String path;
  private final Duration pause;
  private final LongAdder sent = new LongAdder();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Instant> slow = new ConcurrentLinkedQueue<>();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param sent when the request began
   * @param at when it turned out that there is no answer
   */
  record Failure(Instant sent, Instant at, String what) {}

  private Traffic(App app, String path, Duration pause) {
    this.app = app;
    this.path = path;
    this.pause = pause;
  }

  /** As many as the machine can do. */
  static Traffic to(App app, String path) {
    return start(app, path, Duration.ZERO);
  }

  /** Enough to notice any gap, and little enough to leave the machine to what is tested. */
  static Traffic calm(App app, String path) {
    return start(app, path, CALM);
  }

  private static Traffic start(App app, String path, Duration pause) {
    var traffic = new Traffic(app, path, pause);
    for (int i = 0; i < KEEPING + OPENING; i++) {
      boolean keep = i < KEEPING;
      traffic.callers.add(Thread.ofVirtual().start(() -> traffic.call(keep)));
    }
    return traffic;
  }

  long sent() {
    return sent.sum();
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** When the last request was sent that got no answer, or none within a second. */
  Optional<Instant> lastTrouble() {
    return Stream.concat(failures.stream().map(Failure::sent), slow.stream())
        .max(Comparator.naturalOrder());
  }

  /** Returns when that many requests have been answered or have failed. */
  void await(long requests, Duration longest) {
    Patience.within(longest, requests + " requests are sent").until(() -> sent() >= requests);
  }

  @Override
  public void close() {
    stopping = true;
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void call(boolean keep) {
    @Nullable Connection connection = null;
    while (!stopping) {
      Instant began = Instant.now();
      try {
        if (connection == null) {
          connection = new Connection(app.platform().ingress());
        }
        int status = connection.get(app.host(), path, !keep);
        if (status == 200 && Duration.between(began, Instant.now()).compareTo(SLOW) > 0) {
          slow.add(began);
        }
        if (status != 200) {
          failures.add(new Failure(began, Instant.now(), "answered " + status));
        }
        if (!connection.open()) {
          connection.close();
          connection = null;
        }
      } catch (IOException e) {
        failures.add(new Failure(began, Instant.now(), e.toString()));
        connection = null;
      }
      sent.increment();
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
