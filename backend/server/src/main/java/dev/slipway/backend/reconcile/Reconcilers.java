package dev.slipway.backend.reconcile;

import dev.slipway.backend.database.DedicatedConnections;
import dev.slipway.backend.feed.Change;
import dev.slipway.backend.feed.ChangeFeed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives every reconciler a thread of its own while this process leads, and wakes it when something
 * changed.
 */
@Component
@ConditionalOnBooleanProperty(name = "slipway.reconcile.enabled", matchIfMissing = true)
class Reconcilers implements SmartLifecycle {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Loop> loops;
  private final Leadership leadership;
  private final ChangeFeed feed;
  private final List<Thread> threads = new ArrayList<>();
  private volatile AutoCloseable subscription = () -> {};
  private volatile boolean running;

  Reconcilers(
      List<Reconciler> reconcilers,
      DedicatedConnections connections,
      ChangeFeed feed,
      MeterRegistry meters) {
    this.leadership = new Leadership(connections, _ -> begin(), this::end);
    this.loops =
        reconcilers.stream().map(each -> new Loop(each, leadership::epoch, meters)).toList();
    this.feed = feed;
    Gauge.builder("slipway.leader", leadership, leads -> leads.epoch().isPresent() ? 1 : 0)
        .register(meters);
  }

  @Override
  public void start() {
    running = true;
    subscription = feed.subscribe(this::wake);
    leadership.start();
  }

  @Override
  public void stop() {
    running = false;
    try {
      subscription.close();
      leadership.stop();
      for (Thread thread : copyOfThreads()) {
        // What is under way may finish; the next leader waits for it.
        boolean _ = thread.join(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void wake(List<Change> changes) {
    changes.stream()
        .map(Change::kind)
        .distinct()
        .forEach(kind -> loops.forEach(loop -> loop.wakeOn(kind)));
  }

  private void begin() {
    synchronized (threads) {
      threads.clear();
      loops.forEach(loop -> threads.add(Thread.ofVirtual().name(loop.name()).start(loop)));
    }
  }

  private void end() {
    copyOfThreads().forEach(Thread::interrupt);
  }

  private List<Thread> copyOfThreads() {
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }
}
