package dev.slipway.backend.metrics;

import dev.slipway.backend.database.PeriodicWriter;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.PodUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes what nodes say of their pods, in memory, and writes it down every five seconds: one
 * statement however many nodes and pods there are. Of a node only its last word counts, and one
 * nobody could write for half a minute is of no use.
 */
@Component
public class PodUsageBook extends PeriodicWriter {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration OF_USE = Duration.ofSeconds(30);

  private final PodUsageRepository repository;
  private final TransactionOperations transactions;
  private final Map<NodeId, HeardUsage> heard = new ConcurrentHashMap<>();

  PodUsageBook(PodUsageRepository repository, TransactionOperations transactions) {
    super("what pods use", PERIOD);
    this.repository = repository;
    this.transactions = transactions;
  }

  /** Any thread may say so; it never waits for the database. */
  public void heard(NodeId node, PodUsage usage) {
    heard.put(node, HeardUsage.of(node, usage, System.nanoTime()));
  }

  /** Writes down what has come since the last time. */
  @Override
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
}
