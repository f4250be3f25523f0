package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything desired sets are made of, kept part by part: putting a part in place notes which nodes
 * are to be told something else because of it. Of one thread only.
 *
 * <p>A node knows its own pods, the services of environments it has pods of, and the nodes of those
 * environments; an ingress knows all routes and all nodes besides, and all know the ingresses. So
 * what a node is told grows with what runs on it, not with the platform.
 */
final class Picture {
  private final Map<NodeId, Machine> machines = new HashMap<>();
  private final Set<NodeId> ingresses = new HashSet<>();
  private final Map<NodeId, Map<String, Pod>> pods = new HashMap<>();
  private final Set<NodeId> held = new HashSet<>();
  private final Map<UUID, NodeId> homes = new HashMap<>();
  private final Map<NodeId, Map<String, Network>> networks = new HashMap<>();
  private final Map<NodeId, DiskRules> disks = new HashMap<>();
  private final Map<UUID, Reach> apps = new HashMap<>();
  private final Environments environments = new Environments();
  private final RouteTable routes = new RouteTable();
  private Affected affected = new Affected();
  private boolean storm;
  private long epoch;
  private long horizon;

  /**
   * @param nodes that may have to be told something
   * @param apps whose endpoints are others, or were written down as such
   */
  record News(Set<NodeId> nodes, Set<UUID> apps) {}

  /** Since the last time. */
  News news() {
    Affected now = affected;
    affected = new Affected();
    var nodes = new HashSet<>(now.nodes);
    now.environments.forEach(environment -> nodes.addAll(environments.nodes(environment)));
    if (now.everybody) {
      nodes.addAll(machines.keySet());
    } else if (now.ingresses) {
      nodes.addAll(ingresses);
    }
    return new News(nodes, now.apps);
  }

  void leadership(long current) {
    epoch = current;
  }

  long epoch() {
    return epoch;
  }

  /** What all transactions with smaller numbers did is in it. */
  void contains(long allBefore) {
    horizon = Math.max(horizon, allBefore);
  }

  long horizon() {
    return horizon;
  }

  void storm(boolean holds) {
    storm = holds;
  }

  boolean storm() {
    return storm;
  }

  /**
   * @param now null when there is no such node any more
   */
  void machine(NodeId node, @Nullable Machine now) {
    Machine before = now == null ? machines.remove(node) : machines.put(node, now);
    if (now == null) {
      networks(node, Map.of());
      forgetPods(node);
    }
    if (Objects.equals(before, now)) {
      return;
    }
    affected.nodes.add(node);
    boolean wasIngress = before != null && before.isIngress();
    boolean isIngress = now != null && now.isIngress();
    if (isIngress) {
      ingresses.add(node);
    } else {
      ingresses.remove(node);
    }
    Peer was = before == null ? null : before.peer();
    Peer is = now == null ? null : now.peer();
    if (wasIngress != isIngress || !Objects.equals(was, is)) {
      affected.everybody |= wasIngress || isIngress;
      affected.ingresses = true;
      affected.environments.addAll(environmentsOf(node));
    }
  }

  void networks(NodeId node, Map<String, Network> now) {
    Map<String, Network> before = put(networks, node, now);
    if (before.equals(now)) {
      return;
    }
    affected.nodes.add(node);
    before.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .map(UUID::fromString)
        .forEach(environment -> {
          affected.environments.add(environment);
          environments.left(environment, node);
        });
    now.keySet().stream()
        .filter(id -> !before.containsKey(id))
        .map(UUID::fromString)
        .forEach(environment -> {
          environments.entered(environment, node);
          affected.environments.add(environment);
        });
  }

  /** All pods of a node that is connected here. */
  void pods(NodeId node, Map<String, Pod> now) {
    held.add(node);
    replace(node, now);
  }

  private void replace(NodeId node, Map<String, Pod> now) {
    Map<String, Pod> before = pods.getOrDefault(node, Map.of());
    if (before.equals(now)) {
      return;
    }
    before.keySet().forEach(id -> homes.remove(UUID.fromString(id)));
    now.keySet().forEach(id -> homes.put(UUID.fromString(id), node));
    put(pods, node, Sharing.share(before, now));
    affected.nodes.add(node);
  }

  void disk(NodeId node, DiskRules rules) {
    if (!rules.equals(disks.put(node, rules))) {
      affected.nodes.add(node);
    }
  }

  void app(UUID app, Reach told) {
    Reach before = apps.getOrDefault(app, Reach.NONE);
    if (before.equals(told)) {
      return;
    }
    Reach now = told.sharing(before);
    put(apps, app, now, Reach::isEmpty);
    affected.apps.add(app);
    if (!before.services().equals(now.services())) {
      environments.replace(before, now);
      Stream.of(before, now)
          .map(Reach::environment)
          .filter(Objects::nonNull)
          .forEach(affected.environments::add);
    }
    if (!before.routes().equals(now.routes())) {
      routes.replace(before.routes(), now.routes());
      affected.ingresses = true;
    }
  }

  /** Of these nodes only pods are kept. */
  void keepPodsOf(Set<NodeId> connected) {
    Set.copyOf(held).stream().filter(node -> !connected.contains(node)).forEach(this::forgetPods);
  }

  private void forgetPods(NodeId node) {
    held.remove(node);
    replace(node, Map.of());
    disks.remove(node);
  }

  /** Its pods are known. Of others nothing must be told: what a complete set lacks is ended. */
  boolean holds(NodeId node) {
    return held.contains(node);
  }

  NodeSet of(NodeId node) {
    Machine machine = machines.get(node);
    Map<String, Network> own = networks.getOrDefault(node, Map.of());
    boolean ingress = machine != null && machine.isIngress();
    return new NodeSet(
        pods.getOrDefault(node, Map.of()),
        own,
        environments.services(environmentsOf(node)),
        ingress ? routes.all() : Map.of(),
        ingress ? peers(node, machines.keySet()) : peers(node, neighbours(node)),
        disks.getOrDefault(node, DiskRules.getDefaultInstance()));
  }

  private Set<NodeId> neighbours(NodeId node) {
    var neighbours = new HashSet<>(ingresses);
    environmentsOf(node).forEach(environment -> neighbours.addAll(environments.nodes(environment)));
    return neighbours;
  }

  private Map<String, Peer> peers(NodeId node, Set<NodeId> others) {
    var peers = new HashMap<String, Peer>();
    for (NodeId other : others) {
      Machine machine = machines.get(other);
      if (machine != null && machine.peer() != null && !other.equals(node)) {
        peers.put(machine.peer().getNodeId(), machine.peer());
      }
    }
    return Map.copyOf(peers);
  }

  private Set<UUID> environmentsOf(NodeId node) {
    return networks.getOrDefault(node, Map.of()).keySet().stream()
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  boolean knows(NodeId node) {
    return machines.containsKey(node);
  }

  boolean isReady(NodeId node) {
    Machine machine = machines.get(node);
    return machine != null && machine.ready();
  }

  /** Whose acknowledgement is worth waiting for. */
  boolean answers(NodeId node) {
    return knows(node) && (storm || isReady(node));
  }

  Set<NodeId> ingresses() {
    return ingresses;
  }

  /** Nodes with pods of the environment. */
  Set<NodeId> nodesOf(UUID environment) {
    return environments.nodes(environment);
  }

  /** Null: not known to be on a node that is connected here. */
  @Nullable NodeId home(UUID pod) {
    return homes.get(pod);
  }

  Reach reach(UUID app) {
    return apps.getOrDefault(app, Reach.NONE);
  }

  Set<UUID> apps() {
    return apps.keySet();
  }

  Set<NodeId> nodes() {
    return machines.keySet();
  }

  /** Of the pods of nodes that are connected here. */
  Set<UUID> revisions() {
    return pods.values().stream()
        .flatMap(here -> here.values().stream())
        .map(pod -> UUID.fromString(pod.getRevisionId()))
        .collect(Collectors.toSet());
  }

  private static <K, V> Map<String, V> put(
      Map<K, Map<String, V>> parts, K key, Map<String, V> now) {
    Map<String, V> before = now.isEmpty() ? parts.remove(key) : parts.put(key, now);
    return before == null ? Map.of() : before;
  }

  private static <K, V> void put(Map<K, V> parts, K key, V now, Predicate<V> empty) {
    if (empty.test(now)) {
      parts.remove(key);
    } else {
      parts.put(key, now);
    }
  }
}
