package dev.slipway.agent.control;

import dev.slipway.agent.network.DesiredNetwork;
import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import dev.slipway.protocol.Welcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All this node should have, as of a generation of an epoch. A value: what comes makes a new one.
 */
public record DesiredState(
    long epoch,
    long generation,
    Map<String, Pod> pods,
    Map<String, Network> networks,
    Map<String, Service> services,
    Map<String, Route> routes,
    Map<String, Peer> peers,
    DiskRules disk) {
  public DesiredState {
    pods = Map.copyOf(pods);
    networks = Map.copyOf(networks);
    services = Map.copyOf(services);
    routes = Map.copyOf(routes);
    peers = Map.copyOf(peers);
  }

  static DesiredState of(DesiredSet set) {
    return new DesiredState(
        set.getEpoch(),
        set.getGeneration(),
        byId(set.getPodsList(), Pod::getId),
        byId(set.getNetworksList(), Network::getId),
        byId(set.getServicesList(), Service::getId),
        byId(set.getRoutesList(), Route::getId),
        byId(set.getPeersList(), Peer::getNodeId),
        set.getDisk());
  }

  /** What became of a message. */
  sealed interface Outcome {}

  record Accepted(DesiredState state) implements Outcome {}

  /** It is older than what we work from: following it could end what should run. */
  record Stale() implements Outcome {}

  /** It leads from a state that is not ours: a complete set is needed. */
  record Lost() implements Outcome {}

  /** The same generation again is welcome: a new connection begins with it. */
  Outcome accept(DesiredSet set) {
    return older(set.getEpoch(), set.getGeneration()) ? new Stale() : new Accepted(of(set));
  }

  Outcome accept(DesiredDelta delta) {
    if (older(delta.getEpoch(), delta.getGeneration())) {
      return new Stale();
    }
    if (delta.getAppliesTo() != generation) {
      return new Lost();
    }
    return new Accepted(
        new DesiredState(
            delta.getEpoch(),
            delta.getGeneration(),
            merge(pods, delta.getPodsList(), Pod::getId, delta.getRemovedPodsList()),
            merge(
                networks, delta.getNetworksList(), Network::getId, delta.getRemovedNetworksList()),
            merge(
                services, delta.getServicesList(), Service::getId, delta.getRemovedServicesList()),
            merge(routes, delta.getRoutesList(), Route::getId, delta.getRemovedRoutesList()),
            merge(peers, delta.getPeersList(), Peer::getNodeId, delta.getRemovedPeersList()),
            delta.hasDisk() ? delta.getDisk() : disk));
  }

  private boolean older(long otherEpoch, long otherGeneration) {
    return otherEpoch < epoch || (otherEpoch == epoch && otherGeneration < generation);
  }

  DesiredSet toSet() {
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

  DesiredNetwork network(Welcome welcome) {
    return new DesiredNetwork(
        welcome.getPodCidr(),
        welcome.getPodRange(),
        welcome.getServiceCidr(),
        List.copyOf(networks.values()),
        List.copyOf(services.values()),
        List.copyOf(routes.values()),
        List.copyOf(peers.values()));
  }

  private static <T> Map<String, T> byId(Collection<T> things, Function<T, String> id) {
    var map = new LinkedHashMap<String, T>();
    things.forEach(thing -> map.put(id.apply(thing), thing));
    return map;
  }

  private static <T> Map<String, T> merge(
      Map<String, T> before,
      Collection<T> changed,
      Function<T, String> id,
      Collection<String> removed) {
    var map = new LinkedHashMap<>(before);
    new ArrayList<>(removed).forEach(map::remove);
    changed.forEach(thing -> map.put(id.apply(thing), thing));
    return map;
  }
}
