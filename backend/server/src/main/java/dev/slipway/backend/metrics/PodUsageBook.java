package dev.slipway.backend.metrics;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.PodUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes what nodes say of their pods, in memory, and writes it down every five seconds: one
 * statement however many nodes and pods there are. Of a node only its last word counts, and one
 * nobody could write for half a minute is of no use.
 */
@Component
public class PodUsageBook implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PodUsageBook.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration OF_USE = Duration.ofSeconds(30);

  private final PodUsageRepository repository;
  private final TransactionOperations transactions;
  private final Map<NodeId, HeardUsage> heard = new ConcurrentHashMap<>();
  private volatile @Nullable Thread writer;

  PodUsageBook(PodUsageRepository repository, TransactionOperations transactions) {
    this.repository = repository;
    this.transactions = transactions;
  }

  /** Any thread may say so; it never waits for the database. */
  public void heard(NodeId node, PodUsage usage) {
    heard.put(node, HeardUsage.of(node, usage, System.nanoTime()));
  }

  /** Writes down what has come since the last time. */
  public void write() {
    long now = System.nanoTime();
    heard.values().removeIf(round -> now - round.nanos() > OF_USE.toNanos());
    List<HeardUsage> rounds = List.copyOf(heard.values());
    if (rounds.isEmpty()) {
      return;
    }
    transactions.executeWithoutResult(_ -> repository.record(rounds, now));
    rounds.forEach(round -> heard.remove(round.node(), round));
  }

  @Override
  public void start() {
    writer = Thread.ofVirtual().name("pod-usage").start(this::run);
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
        log.warn("Cannot write down what pods use; trying again: {}", e.toString());
      }
    }
  }
}
