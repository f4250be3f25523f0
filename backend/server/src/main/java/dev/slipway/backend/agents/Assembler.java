package dev.slipway.backend.agents;

import dev.slipway.backend.feed.Change;
import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps every connected node told: when something changed it looks at what was touched, and sends
 * to each node concerned what is different from what it was told before.
 */
@Component
class Assembler {
  private static final Logger log = LoggerFactory.getLogger(Assembler.class);
  // Changes come in groups; so many milliseconds later the group is usually complete.
  private static final Duration GROUPED = Duration.ofMillis(5);
  private static final Duration SAFETY_NET = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /** So much is read at once; more is read in several goes. */
  private static final int AT_ONCE = 500;

  /** So much is written down at once. */
  private static final int RECORDED = 1_000;

  private final Sessions sessions;
  private final Pictures pictures;
  private final ChangeFeed feed;
  private final IngressSessions everywhere;
  private final Semaphore signal = new Semaphore(0);
  private final Object pending = new Object();
  private Touched touched = Touched.nothing();
  private long horizon;
  private @Nullable Telling telling;
  private @Nullable Thread worker;
  private @Nullable AutoCloseable subscription;

  /**
   * @param horizon what transactions with smaller numbers changed is in there, or was before
   */
  private record Pending(Touched touched, long horizon) {}

  Assembler(Sessions sessions, Pictures pictures, ChangeFeed feed, IngressSessions everywhere) {
    this.everywhere = everywhere;
    this.sessions = sessions;
    this.pictures = pictures;
    this.feed = feed;
  }

  void start() {
    subscription = feed.subscribe(this::on);
    worker = Thread.ofVirtual().name("assembler").start(this::run);
  }

  void stop() {
    try {
      if (subscription != null) {
        subscription.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** A node needs a complete set. */
  void needed(NodeId node) {
    touch(Touched.nodes(Set.of(node)));
  }

  /** A node has said what it stands at. */
  void acknowledged() {
    signal.release();
  }

  private void on(List<Change> changes) {
    Touched by = Touched.by(changes);
    synchronized (pending) {
      touched.add(by);
      horizon = feed.horizon();
    }
    if (!by.isEmpty() || changes.stream().anyMatch(Assembler::changesWhoIsWaitedFor)) {
      signal.release();
    }
  }

  private static boolean changesWhoIsWaitedFor(Change change) {
    return change.kind().equals("ingress_session");
  }

  private void touch(Touched more) {
    synchronized (pending) {
      touched.add(more);
    }
    signal.release();
  }

  private Pending take() {
    synchronized (pending) {
      var taken = new Pending(touched, horizon);
      touched = Touched.nothing();
      return taken;
    }
  }

  private void run() {
    long swept = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        boolean _ = signal.tryAcquire(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS);
        Thread.sleep(GROUPED);
        signal.drainPermits();
        long began = System.nanoTime();
        boolean due = began - swept >= SAFETY_NET.toNanos();
        step(due);
        if (due) {
          swept = began;
        }
        // What takes long is done for more changes at once, and leaves time for others.
        Thread.sleep(Duration.ofNanos(System.nanoTime() - began).dividedBy(2));
      } catch (InterruptedException e) {
        return;
      } catch (DataAccessException | TransactionException e) {
        log.warn("Cannot tell nodes what they should have; trying again: {}", e.toString());
        retryLater();
      } catch (RuntimeException e) {
        log.error("Cannot tell nodes what they should have; trying again", e);
        retryLater();
      }
    }
  }

  private void step(boolean sweep) {
    Set<NodeId> connected = sessions.connected();
    Telling current = telling;
    // After a failure it begins anew.
    telling = null;
    Pending taken = take();
    Touched now = taken.touched();
    if (connected.isEmpty()) {
      return;
    }
    if (current == null) {
      current = new Telling(sessions, pictures);
      // Nobody is told anything before all of it is there.
      look(current.picture(), pictures.begin(current.picture()), connected);
    } else {
      if (sweep) {
        now.add(current.sweep());
      }
      if (!now.isEmpty()) {
        look(current.picture(), pictures.resolve(current.picture(), now), connected);
      }
    }
    current.picture().contains(taken.horizon());
    if (current.tell(now.nodes())) {
      signal.release();
    }
    settle(current);
    telling = current;
  }

  private void look(Picture picture, Touched resolved, Set<NodeId> connected) {
    picture.keepPodsOf(connected);
    List<NodeId> nodes = List.copyOf(resolved.nodes());
    List<UUID> apps = List.copyOf(resolved.apps());
    for (int i = 0; i < Math.max(nodes.size(), apps.size()); i += AT_ONCE) {
      pictures.refresh(picture, some(nodes, i), some(apps, i), connected);
    }
  }

  private static <T> Set<T> some(List<T> all, int from) {
    return Set.copyOf(
        all.subList(Math.min(all.size(), from), Math.min(all.size(), from + AT_ONCE)));
  }

  /** Writes down which pods are routed to, as far as nodes have acknowledged. */
  private void settle(Telling current) {
    if (current.isSettled()) {
      return;
    }
    // For the other replicas, before we decide ourselves.
    if (everywhere.elsewhere(sessions.replica())) {
      Map<NodeId, Long> news = current.news();
      if (!news.isEmpty()) {
        everywhere.acknowledge(sessions.replica(), news);
      }
    }
    for (Routing some : current.routing().inParts(RECORDED)) {
      List<UUID> written = everywhere.record(sessions.replica(), some);
      if (!written.isEmpty()) {
        CrashPoint.here("agents.routed-recorded");
      }
      current.recorded(written);
    }
  }

  private void retryLater() {
    try {
      Thread.sleep(AFTER_FAILURE);
      signal.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
