package dev.slipway.backend.nodes;

import dev.slipway.backend.database.PeriodicWriter;
import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes who was heard, in memory, and writes it down once a second: one statement however many
 * nodes there are.
 */
@Component
public class Heartbeats extends PeriodicWriter {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** What could not be written for so long is of a node that was removed. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private final NodeHealthRepository repository;
  private final NodeConditions conditions;
  private final StreamRenewal streams;
  private final TransactionOperations transactions;
  private final Map<NodeId, Heard> heard = new ConcurrentHashMap<>();
  // How many messages of each node are worked on.
  private final Map<NodeId, Integer> busy = new ConcurrentHashMap<>();

  Heartbeats(
      NodeHealthRepository repository,
      NodeConditions conditions,
      StreamRenewal streams,
      TransactionOperations transactions) {
    super("when nodes were heard", PERIOD);
    this.repository = repository;
    this.conditions = conditions;
    this.streams = streams;
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

  /**
   * A message of the node is worked on, and others wait behind it: until that is done, its silence
   * is ours.
   */
  public void during(NodeId node, Runnable work) {
    busy.merge(node, 1, Integer::sum);
    try {
      work.run();
    } finally {
      busy.computeIfPresent(node, (_, messages) -> messages == 1 ? null : messages - 1);
      heard(node, null);
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

  /**
   * Writes down what has come since the last time, of all nodes but those that somebody else
   * changes just now; what cannot be written is kept for the next time.
   */
  @Override
  // One at a time: two statements that change the same rows in another order would end each other.
  protected synchronized void write() {
    busy.keySet().forEach(node -> heard(node, null));
    List<NodeHealthRepository.Seen> seen = new ArrayList<>();
    Map<NodeId, Heard> taken = Map.copyOf(heard);
    if (taken.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    taken.forEach((node, at) ->
        seen.add(
            new NodeHealthRepository.Seen(
                node.value(), Duration.ofNanos(now - at.nanos()).toMillis(), at.capacity())));
    List<NodeHealthRepository.Recorded> recorded =
        Objects.requireNonNull(
            transactions.execute(_ -> {
              List<NodeHealthRepository.Recorded> done = repository.record(seen);
              conditions.file(said(taken, nodes(done)));
              return done;
            }));
    Set<NodeId> written = nodes(recorded);
    taken.forEach((node, at) -> {
      if (written.contains(node) || now - at.nanos() > FORGOTTEN.toNanos()) {
        heard.remove(node, at);
      }
    });
    // On a stream that outlived the silence a node says only what changes.
    recorded.stream()
        .filter(NodeHealthRepository.Recorded::podsUnknown)
        .forEach(one -> streams.renew(one.node()));
  }

  private static Set<NodeId> nodes(List<NodeHealthRepository.Recorded> recorded) {
    return recorded.stream()
        .map(NodeHealthRepository.Recorded::node)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<NodeId, Set<NodeCondition>> said(Map<NodeId, Heard> taken, Set<NodeId> of) {
    var said = new HashMap<NodeId, Set<NodeCondition>>();
    taken.forEach((node, at) -> {
      if (at.conditions() != null && of.contains(node)) {
        said.put(node, at.conditions());
      }
    });
    return said;
  }
}
