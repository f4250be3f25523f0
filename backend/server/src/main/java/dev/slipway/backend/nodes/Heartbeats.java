package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes who was heard, in memory, and writes it down once a second: one statement however many
 * nodes there are.
 */
@Component
public class Heartbeats implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final NodeHealthRepository repository;
  private final NodeConditions conditions;
  private final TransactionOperations transactions;
  private final Map<NodeId, Heard> heard = new ConcurrentHashMap<>();
  private volatile @Nullable Thread writer;

  Heartbeats(
      NodeHealthRepository repository,
      NodeConditions conditions,
      TransactionOperations transactions) {
    this.repository = repository;
    this.conditions = conditions;
    this.transactions = transactions;
  }

  private record Heard(
      long nanos, @Nullable NodeCapacity capacity, @Nullable Set<NodeCondition> conditions) {
    Heard then(Heard later) {
      return new Heard(
          later.nanos,
          later.capacity == null ? capacity : later.capacity,
          later.conditions == null ? conditions : later.conditions);
    }
  }

  /** Any message counts. */
  public void heard(NodeId node, @Nullable NodeCapacity capacity) {
    heard(node, capacity, null);
  }

  /**
   * @param conditions all that hold; null when it did not say
   */
  public void heard(
      NodeId node, @Nullable NodeCapacity capacity, @Nullable Set<NodeCondition> conditions) {
    heard.merge(node, new Heard(System.nanoTime(), capacity, conditions), Heard::then);
  }

  /** Writes down what has come since the last time; what cannot be written is kept for the next. */
  void write() {
    List<NodeHealthRepository.Seen> seen = new ArrayList<>();
    Map<NodeId, Heard> taken = Map.copyOf(heard);
    if (taken.isEmpty()) {
      return;
    }
    var said = new HashMap<NodeId, Set<NodeCondition>>();
    taken.forEach((node, at) -> {
      if (at.conditions() != null) {
        said.put(node, at.conditions());
      }
    });
    long now = System.nanoTime();
    taken.forEach((node, at) ->
        seen.add(
            new NodeHealthRepository.Seen(
                node.value(), Duration.ofNanos(now - at.nanos()).toMillis(), at.capacity())));
    transactions.executeWithoutResult(_ -> {
      repository.record(seen);
      conditions.file(said);
    });
    taken.forEach(heard::remove);
  }

  @Override
  public void start() {
    writer = Thread.ofVirtual().name("heartbeats").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = writer;
    writer = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PERIOD);
        write();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Cannot write down when nodes were heard; trying again: {}", e.toString());
      }
    }
  }
}
