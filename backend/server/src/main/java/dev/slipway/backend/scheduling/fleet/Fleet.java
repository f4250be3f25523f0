package dev.slipway.backend.scheduling.fleet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All nodes and what is booked on them. Not for several threads: the leader's scheduler owns it,
 * builds it from the tables and keeps it up to date.
 */
public final class Fleet {
  private final Map<UUID, Integer> numbers = new HashMap<>();
  private final Deque<Integer> vacant = new ArrayDeque<>();
  private final Map<String, Topology> topologies = new HashMap<>();
  private final Map<UUID, Scope> scopes = new HashMap<>();
  private final Map<UUID, Kind> kinds = new HashMap<>();
  private final Map<UUID, UUID> homes = new HashMap<>();
  private @Nullable NodeFacts[] nodes = new NodeFacts[16];
  private final List<Map<Kind, Integer>> pods = new ArrayList<>();
  private int size;
  private long version;

  final Room room = new Room();

  /** A node that joined, or what has changed about it. */
  public void put(NodeFacts facts) {
    Integer known = numbers.get(facts.id());
    int node = known == null ? number(facts.id()) : known;
    NodeFacts before = nodes[node];
    if (before == null || !before.labels().equals(facts.labels())) {
      recount(node, -1);
      topologies.forEach((key, topology) -> topology.set(node, facts.labels().get(key)));
      recount(node, 1);
    }
    nodes[node] = facts;
    room.capacity(node, facts.capacity());
    version++;
  }

  /** It is gone, with whatever was booked on it. */
  public void remove(UUID id) {
    Integer node = numbers.remove(id);
    if (node == null) {
      return;
    }
    Map.copyOf(pods.get(node)).forEach((kind, count) -> book(kind, node, -count));
    topologies.values().forEach(topology -> topology.set(node, null));
    room.capacity(node, new Resources(0, 0, 0, 0));
    nodes[node] = null;
    vacant.add(node);
    version++;
  }

  /** Pods of this shape on the node are more; fewer with a number below 0. */
  public void book(PodShape shape, UUID node, int pods) {
    Integer number = numbers.get(node);
    if (number != null) {
      book(kind(shape), number, pods);
    }
  }

  /** The volume's data lies on this node. */
  public void home(UUID volume, UUID node) {
    homes.put(volume, node);
  }

  /** True when all of these volumes lie on the node, or nowhere so far. */
  boolean homes(List<UUID> volumes, UUID node) {
    for (UUID volume : volumes) {
      UUID home = homes.get(volume);
      if (home != null && !home.equals(node)) {
        return false;
      }
    }
    return true;
  }

  /** Those of the volumes that get their node with this pod. */
  List<UUID> settle(List<UUID> volumes, UUID node) {
    return volumes.stream().filter(volume -> homes.putIfAbsent(volume, node) == null).toList();
  }

  /** They are nowhere again. */
  void unsettle(List<UUID> volumes) {
    homes.keySet().removeAll(volumes);
  }

  /** A revision none of whose pods are booked or wanted any more. */
  public void forget(UUID shape) {
    Kind kind = kinds.remove(shape);
    if (kind != null) {
      kind.scope.kinds.remove(kind);
    }
  }

  int size() {
    return size;
  }

  long version() {
    return version;
  }

  @Nullable NodeFacts facts(int node) {
    return nodes[node];
  }

  NodeFacts node(int node) {
    return requireNonNull(nodes[node]);
  }

  int number(NodeFacts facts) {
    return requireNonNull(numbers.get(facts.id()));
  }

  void book(Kind kind, int node, int by) {
    room.book(node, kind.shape.requests(), by);
    pods.get(node).merge(kind, by, (one, other) -> one + other == 0 ? null : one + other);
    count(kind, node, by);
  }

  private void recount(int node, int sign) {
    pods.get(node).forEach((kind, number) -> count(kind, node, sign * number));
  }

  private static void count(Kind kind, int node, int by) {
    for (int i = 0; i < kind.counted.size(); i++) {
      kind.counted.get(i).add(node, (long) by * kind.countedAs.get(i));
    }
  }

  private int number(UUID id) {
    int number = vacant.isEmpty() ? size++ : vacant.remove();
    if (number >= nodes.length) {
      int known = nodes.length;
      nodes = Arrays.copyOf(nodes, known * 2);
    }
    if (number == pods.size()) {
      pods.add(new HashMap<>());
    }
    room.grow(number + 1);
    numbers.put(id, number);
    return number;
  }

  Kind kind(PodShape shape) {
    Kind known = kinds.get(shape.id());
    return known == null ? add(shape) : known;
  }

  private Kind add(PodShape shape) {
    Scope scope = scopes.computeIfAbsent(shape.scope(), _ -> new Scope());
    int near = (int) shape.pods().stream().filter(term -> !term.anti() && term.required()).count();
    var kind = new Kind(shape, scope, shape.spread().size(), near);
    scope.matching.forEach((question, counter) -> {
      if (question.pods().matches(shape.labels())) {
        counts(kind, counter, 1);
      }
    });
    scope.kinds.add(kind);
    kinds.put(shape.id(), kind);
    for (int i = 0; i < shape.spread().size(); i++) {
      SpreadConstraint constraint = shape.spread().get(i);
      kind.spread[i] = matching(scope, constraint.pods(), constraint.topologyKey());
      kind.spreadCountsItself[i] = constraint.pods().matches(shape.labels());
    }
    int next = 0;
    for (PodAffinity term : shape.pods()) {
      Counter matching = matching(scope, term.pods(), term.topologyKey());
      var question = new Scope.Question(term.pods(), term.topologyKey());
      if (!term.required()) {
        int weight = term.anti() ? -term.weight() : term.weight();
        kind.wishes.add(matching);
        kind.wishWeights.add(weight);
        counts(kind, carried(scope, scope.wishing, question), weight);
      } else if (term.anti()) {
        kind.away.add(matching);
        counts(kind, carried(scope, scope.keepingAway, question), 1);
      } else {
        kind.near[next] = matching;
        kind.nearItself[next++] = term.pods().matches(shape.labels());
        // What must be near is also a wish of those that are there already.
        counts(kind, carried(scope, scope.wishing, question), 1);
      }
    }
    return kind;
  }

  private static void counts(Kind kind, Counter counter, int as) {
    kind.counted.add(counter);
    kind.countedAs.add(as);
  }

  private Counter carried(
      Scope scope, Map<Scope.Question, Counter> counters, Scope.Question question) {
    return counters.computeIfAbsent(
        question,
        _ -> {
          scope.version++;
          return new Counter(topology(question.topologyKey()));
        });
  }

  private Counter matching(Scope scope, LabelSelector selector, String key) {
    var question = new Scope.Question(selector, key);
    Counter known = scope.matching.get(question);
    if (known != null) {
      return known;
    }
    var counter = new Counter(topology(key));
    scope.matching.put(question, counter);
    for (Kind kind : scope.kinds) {
      if (selector.matches(kind.shape.labels())) {
        counts(kind, counter, 1);
        for (int node = 0; node < size; node++) {
          int there = pods.get(node).getOrDefault(kind, 0);
          if (there > 0) {
            counter.add(node, there);
          }
        }
      }
    }
    return counter;
  }

  private Topology topology(String key) {
    return topologies.computeIfAbsent(
        key,
        _ -> {
          var topology = new Topology(key);
          for (int node = 0; node < nodes.length; node++) {
            NodeFacts facts = nodes[node];
            topology.set(node, facts == null ? null : facts.labels().get(key));
          }
          return topology;
        });
  }
}
