package dev.slipway.backend.agents;

import dev.slipway.backend.feed.Change;
import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps every connected node told: when something changed it takes one picture for all of them, and
 * sends to each what is different from what it was told before.
 */
@Component
class Assembler {
  private static final Logger log = LoggerFactory.getLogger(Assembler.class);
  private static final Set<String> KINDS =
      Set.of("pod", "service", "route", "app", "node", "environment", "project", "volume");
  // Changes come in groups; so many milliseconds later the group is usually complete.
  private static final Duration GROUPED = Duration.ofMillis(5);
  private static final Duration SAFETY_NET = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  private final Sessions sessions;
  private final Pictures pictures;
  private final ChangeFeed feed;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean changed;
  private @Nullable Picture picture;
  private @Nullable Thread worker;
  private @Nullable AutoCloseable subscription;

  Assembler(Sessions sessions, Pictures pictures, ChangeFeed feed) {
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

  /** Something that desired sets are made of has changed, or a node needs one. */
  void changed() {
    changed = true;
    signal.release();
  }

  /** A node has said what it stands at. */
  void acknowledged() {
    signal.release();
  }

  private void on(List<Change> changes) {
    if (changes.stream().anyMatch(change -> KINDS.contains(change.kind()))) {
      changed();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!signal.tryAcquire(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS)) {
          changed = true;
        }
        Thread.sleep(GROUPED);
        signal.drainPermits();
        step();
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

  private void step() {
    if (changed) {
      changed = false;
      try {
        tell();
      } catch (RuntimeException e) {
        changed = true;
        throw e;
      }
    }
    settle();
  }

  private void tell() {
    List<Session> connected = sessions.all();
    if (connected.isEmpty()) {
      picture = null;
      return;
    }
    Picture now =
        pictures
            .take(connected.stream().map(Session::node).collect(Collectors.toSet()))
            .sharing(picture);
    Map<Session, NodeSet> news = new HashMap<>();
    for (Session session : connected) {
      if (!now.nodes().containsKey(session.node())) {
        session.close(Status.PERMISSION_DENIED.withDescription("This node was removed."));
        sessions.end(session);
        continue;
      }
      NodeSet set = now.of(session.node());
      if (!set.equals(session.told().last())) {
        news.put(session, set);
      }
    }
    if (!news.isEmpty()) {
      long generation = pictures.nextGeneration();
      Set<UUID> endpoints = now.endpoints();
      news.forEach((session, set) -> tell(session, set, endpoints, now.epoch(), generation));
      CrashPoint.here("agents.desired-set-sent");
    }
    picture = now;
  }

  private static void tell(
      Session session, NodeSet set, Set<UUID> endpoints, long epoch, long generation) {
    Told told = session.told();
    ToAgent message = message(told, set, epoch, generation);
    // Before it is sent: the acknowledgement may be quicker than we are.
    told.told(set, endpoints, generation);
    if (!session.sendIfReady(message)) {
      // Its stream wakes us when it has caught up.
      told.lost();
    }
  }

  private static ToAgent message(Told told, NodeSet set, long epoch, long generation) {
    var message = ToAgent.newBuilder();
    NodeSet last = told.last();
    if (last == null) {
      return message.setComplete(set.complete(epoch, generation)).build();
    }
    return set.since(last)
        .map(delta ->
            message
                .setDelta(
                    delta.setEpoch(epoch).setAppliesTo(told.generation()).setGeneration(generation))
                .build())
        .orElseThrow(() -> new IllegalArgumentException("Nothing to tell"));
  }

  /** Writes down which pods are routed to, as far as the ingress nodes have acknowledged. */
  private void settle() {
    Picture known = picture;
    if (known == null) {
      return;
    }
    List<Told> ingress =
        sessions.all().stream()
            .filter(session -> known.answersForTraffic(session.node()))
            .map(Session::told)
            .toList();
    Routing routing = Routing.of(known.traffic(), ingress);
    if (!routing.isEmpty() && pictures.record(routing)) {
      CrashPoint.here("agents.routed-recorded");
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
