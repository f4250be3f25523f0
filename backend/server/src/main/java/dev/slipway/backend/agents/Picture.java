package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeRole;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything desired sets are made of, as of one moment.
 *
 * @param nodes the connected ones that still exist, with what they are used for
 * @param answering those of them whose acknowledgement is worth waiting for: silent ones may be
 *     gone
 * @param peers every node that has an address others can reach
 * @param services and routes with their endpoints, in a stable order
 */
record Picture(
    long epoch,
    Map<NodeId, Set<NodeRole>> nodes,
    Set<NodeId> answering,
    Map<NodeId, Map<String, Pod>> pods,
    Map<NodeId, Map<String, Network>> networks,
    Map<String, Service> services,
    Map<String, Route> routes,
    Map<String, Peer> peers,
    List<Traffic> traffic,
    Map<NodeId, DiskRules> disks) {

  /**
   * A pod that takes requests or was said to.
   *
   * @param endpoint it should take requests: it runs, is ready and is not on its way out
   * @param reachable there is a service or a route for its app; nothing is to be waited for
   *     otherwise
   * @param routed what is written down
   */
  record Traffic(UUID pod, boolean endpoint, boolean reachable, boolean routed) {}

  NodeSet of(NodeId node) {
    return new NodeSet(
        pods.getOrDefault(node, Map.of()),
        networks.getOrDefault(node, Map.of()),
        services,
        isIngress(node) ? routes : Map.of(),
        others(node),
        disks.getOrDefault(node, DiskRules.getDefaultInstance()));
  }

  /** The same picture, with the objects of the one before where they are equal. */
  Picture sharing(@Nullable Picture before) {
    if (before == null) {
      return this;
    }
    return new Picture(
        epoch,
        nodes,
        answering,
        Sharing.shareEach(before.pods, pods),
        Sharing.shareEach(before.networks, networks),
        Sharing.share(before.services, services),
        Sharing.share(before.routes, routes),
        Sharing.share(before.peers, peers),
        traffic,
        Sharing.share(before.disks, disks));
  }

  private Map<String, Peer> others(NodeId node) {
    var others = new LinkedHashMap<>(peers);
    others.remove(node.value().toString());
    return others;
  }

  /** An ingress that takes part in saying where requests go. */
  boolean answersForTraffic(NodeId node) {
    return isIngress(node) && answering.contains(node);
  }

  boolean isIngress(NodeId node) {
    return nodes.getOrDefault(node, Set.of()).contains(NodeRole.INGRESS);
  }

  Set<UUID> endpoints() {
    return traffic.stream()
        .filter(Traffic::endpoint)
        .map(Traffic::pod)
        .collect(Collectors.toUnmodifiableSet());
  }
}
