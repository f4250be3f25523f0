package dev.slipway.agent.control;

import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.Welcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node follow what it was told, always in this order: write it down, make the network
 * stand, let the pods follow, say so. Only the newest counts; what was overtaken is skipped.
 */
public final class Applier {
  private static final Logger log = LoggerFactory.getLogger(Applier.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final DesiredStore store;
  private final NetworkPlane network;
  private final Consumer<Desire> pods;
  private final Reports reports;
  private @Nullable DesiredState state;
  private Welcome welcome = Welcome.getDefaultInstance();
  private long applied;
  private long appliedEpoch;
  private boolean pending;

  public Applier(DesiredStore store, NetworkPlane network, Consumer<Desire> pods, Reports reports) {
    this.store = store;
    this.network = network;
    this.pods = pods;
    this.reports = reports;
  }

  /** Takes up what was told before the agent was restarted. */
  public synchronized void load() {
    store
        .load()
        .ifPresent(saved -> {
          state = saved.state();
          welcome = saved.welcome();
          pending = true;
          log.info(
              "Going on from generation {} with {} pods",
              saved.state().generation(),
              saved.state().pods().size());
        });
  }

  synchronized void welcome(Welcome newest) {
    welcome = newest;
  }

  /** False when it could not be followed from here, and a complete set is needed. */
  synchronized boolean complete(DesiredSet set) {
    DesiredState known = state;
    return known == null ? accepted(DesiredState.of(set)) : take(known.accept(set));
  }

  synchronized boolean delta(DesiredDelta delta) {
    DesiredState known = state;
    return known != null && take(known.accept(delta));
  }

  private boolean take(DesiredState.Outcome outcome) {
    return switch (outcome) {
      case DesiredState.Accepted(var next) -> accepted(next);
      case DesiredState.Lost() -> false;
      case DesiredState.Stale() -> {
        log.warn("Was told an older generation than the one followed; it changes nothing");
        yield true;
      }
    };
  }

  private boolean accepted(DesiredState next) {
    state = next;
    pending = true;
    notifyAll();
    return true;
  }

  /** Of whom we follow: nobody older may remove anything. */
  synchronized long epoch() {
    return state == null ? 0 : state.epoch();
  }

  synchronized long appliedEpoch() {
    return appliedEpoch;
  }

  synchronized long appliedGeneration() {
    return applied;
  }

  /** Follows until interrupted. */
  public void run() {
    try {
      while (true) {
        DesiredStore.Saved next = awaitNews();
        try {
          boolean saved = saved(next);
          apply(next);
          if (!saved) {
            Thread.sleep(AGAIN);
            again();
          }
        } catch (RuntimeException e) {
          log.warn("Cannot follow generation {} yet", next.state().generation(), e);
          Thread.sleep(AGAIN);
          again();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized DesiredStore.Saved awaitNews() throws InterruptedException {
    DesiredState newest = state;
    while (!pending || newest == null) {
      wait();
      newest = state;
    }
    pending = false;
    return new DesiredStore.Saved(welcome, newest);
  }

  private synchronized void again() {
    pending = true;
  }

  /** A node with a full disk goes on by heart: others wait for what its ingress says. */
  private boolean saved(DesiredStore.Saved next) {
    try {
      store.save(next);
      return true;
    } catch (UncheckedIOException e) {
      log.warn(
          "Generation {} is followed and not saved: {}", next.state().generation(), e.toString());
      // An older one would bring back, after a restart, what has ended since; without any, nothing
      // is touched until we are told.
      store.forget();
      return false;
    }
  }

  private void apply(DesiredStore.Saved next) {
    DesiredState desired = next.state();
    network.apply(desired.network(next.welcome()));
    pods.accept(new Desire(desired.pods(), desired.networks(), next.welcome(), desired.disk()));
    synchronized (this) {
      applied = desired.generation();
      appliedEpoch = desired.epoch();
    }
    reports.applied(desired.epoch(), desired.generation());
  }
}
