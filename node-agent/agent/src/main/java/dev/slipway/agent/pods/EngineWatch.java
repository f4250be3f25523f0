package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineEvent;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.engine.Spare;
import dev.slipway.agent.engine.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the engine: what happens there, all that is there now and then, and whether it answers.
 */
public final class EngineWatch {
  private static final Logger log = LoggerFactory.getLogger(EngineWatch.class);
  private static final Duration EVERYTHING = Duration.ofSeconds(30);
  private static final Duration WHILE_DOWN = Duration.ofSeconds(2);

  private final ContainerEngine engine;
  private final Semaphore look = new Semaphore(0);
  private final AtomicLong moments = new AtomicLong();
  private volatile @Nullable EngineInfo info;
  private volatile boolean down;

  public EngineWatch(ContainerEngine engine) {
    this.engine = engine;
  }

  /** Whom it tells; called from its thread and from the engine's. */
  interface Watcher {
    /**
     * @param moment what happened later is not in it, see {@link #moment}
     */
    void everything(List<Container> containers, long moment);

    void happened(String podId);

    /** To a sandbox that was spare once and now is of the pod of that name. */
    void happenedToSandbox(String name);

    void down(String why);
  }

  /** What the engine last said of itself; null before it first answered. */
  public @Nullable EngineInfo info() {
    return info;
  }

  /** It did not answer when it was last asked. */
  public boolean isDown() {
    return down;
  }

  /** Numbers that only grow: whoever looks takes one before, whoever changes takes one after. */
  long moment() {
    return moments.incrementAndGet();
  }

  /** Something was not as expected: look at everything soon. */
  void lookSoon() {
    look.release();
  }

  /** Watches until interrupted. */
  void run(Watcher watcher) {
    try {
      while (true) {
        try {
          info = engine.info();
          down = false;
          follow(watcher);
        } catch (EngineException e) {
          down = true;
          watcher.down(String.valueOf(e.getMessage()));
          log.debug("The engine", e);
        }
        Thread.sleep(WHILE_DOWN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(Watcher watcher, EngineEvent event) {
    if (event.podId().equals(Spare.POD)) {
      watcher.happenedToSandbox(event.container());
    } else {
      watcher.happened(event.podId());
    }
  }

  private void follow(Watcher watcher) throws InterruptedException {
    var ended = new AtomicBoolean();
    Subscription events =
        engine.events(
            event -> tell(watcher, event),
            () -> {
              ended.set(true);
              look.release();
            });
    try (events) {
      while (!ended.get()) {
        look.drainPermits();
        long moment = moment();
        watcher.everything(engine.containers(), moment);
        var _ = look.tryAcquire(EVERYTHING.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
