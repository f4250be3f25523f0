package dev.slipway.backend.agents;

import com.google.protobuf.MessageLite;
import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that one node should have, by id. */
record NodeSet(
    Map<String, Pod> pods,
    Map<String, Network> networks,
    Map<String, Service> services,
    Map<String, Route> routes,
    Map<String, Peer> peers,
    DiskRules disk) {

  /** Nothing is said of the disk. */
  NodeSet(
      Map<String, Pod> pods,
      Map<String, Network> networks,
      Map<String, Service> services,
      Map<String, Route> routes,
      Map<String, Peer> peers) {
    this(pods, networks, services, routes, peers, DiskRules.getDefaultInstance());
  }

  DesiredSet complete(long epoch, long generation) {
    return DesiredSet.newBuilder()
        .setEpoch(epoch)
        .setGeneration(generation)
        .addAllPods(pods.values())
        .addAllNetworks(networks.values())
        .addAllServices(services.values())
        .addAllRoutes(routes.values())
        .addAllPeers(peers.values())
        .setDisk(disk)
        .build();
  }

  /**
   * What leads from the other set to this one, still without epoch and generations; empty when they
   * are equal.
   */
  Optional<DesiredDelta.Builder> since(NodeSet other) {
    if (equals(other)) {
      return Optional.empty();
    }
    var delta =
        DesiredDelta.newBuilder()
            .addAllPods(changed(other.pods, pods))
            .addAllRemovedPods(removed(other.pods, pods))
            .addAllNetworks(changed(other.networks, networks))
            .addAllRemovedNetworks(removed(other.networks, networks))
            .addAllServices(changed(other.services, services))
            .addAllRemovedServices(removed(other.services, services))
            .addAllRoutes(changed(other.routes, routes))
            .addAllRemovedRoutes(removed(other.routes, routes))
            .addAllPeers(changed(other.peers, peers))
            .addAllRemovedPeers(removed(other.peers, peers));
    return Optional.of(disk.equals(other.disk) ? delta : delta.setDisk(disk));
  }

  private static <M extends MessageLite> Collection<M> changed(
      Map<String, M> before, Map<String, M> after) {
    return after.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<String> removed(Map<String, ?> before, Map<String, ?> after) {
    return before.keySet().stream().filter(id -> !after.containsKey(id)).toList();
  }
}
