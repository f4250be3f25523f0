package dev.slipway.agent.network;

import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.util.List;

/**
 * The network part of a desired set.
 *
 * @param podCidr addresses this node gives to pods
 * @param podRange the whole range of pod addresses; empty: not known, and every other node is a
 *     peer
 * @param serviceCidr the whole range of service addresses
 */
public record DesiredNetwork(
    String podCidr,
    String podRange,
    String serviceCidr,
    List<Network> networks,
    List<Service> services,
    List<Route> routes,
    List<Peer> peers) {
  public DesiredNetwork {
    networks = List.copyOf(networks);
    services = List.copyOf(services);
    routes = List.copyOf(routes);
    peers = List.copyOf(peers);
  }
}
