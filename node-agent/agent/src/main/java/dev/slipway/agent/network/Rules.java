package dev.slipway.agent.network;

import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Service;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the packet filter has to know, as elements of its maps and sets.
 *
 * @param services address, protocol and port of a service, to the chain that picks one of its
 *     endpoints
 * @param endpoints address, port and slot of a service, to an endpoint; every slot is filled
 * @param hairpins endpoints that may reach themselves through their service
 * @param visible bridges with the addresses of services their pods may know: their environment's
 * @param bridges pairs of devices between which pods may talk: a bridge and itself
 * @param nodes addresses of other nodes, whose ingresses and services lead here
 * @param elsewhere ranges of other nodes' pods; this node's may be among them, as what is allowed
 *     between them is allowed before
 */
record Rules(
    Cidr serviceRange,
    SortedMap<String, String> services,
    SortedMap<String, String> endpoints,
    SortedSet<String> hairpins,
    SortedSet<String> visible,
    SortedSet<String> bridges,
    SortedSet<String> nodes,
    SortedSet<String> elsewhere) {

  static Rules of(Cidr serviceRange, DesiredNetwork desired) {
    var rules =
        new Rules(
            serviceRange,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>());
    desired.services().forEach(rules::add);
    desired.networks().forEach(rules::add);
    desired.peers().forEach(rules::add);
    if (!desired.podRange().isEmpty()) {
      // Also pods of nodes this one is not told of are nobody's to reach but through a service.
      rules.elsewhere.clear();
      rules.elsewhere.add(new Cidr(desired.podRange()).value());
    }
    return rules;
  }

  private void add(Service service) {
    var at = new Socket(service.getAddress(), service.getPort());
    visible.add(quoted(Bridge.of(service.getEnvironmentId())) + " . " + at.address());
    List<Socket> picks = sockets(service.getEndpointsList());
    if (picks.isEmpty()) {
      // Without an element the guard refuses at once, which is what no endpoints means.
      return;
    }
    services.put(at.address() + " . tcp . " + at.port(), "goto " + chain(picks.size()));
    for (int slot = 0; slot < picks.size(); slot++) {
      Socket to = picks.get(slot);
      endpoints.put(
          at.address() + " . " + at.port() + " . " + slot, to.address() + " . " + to.port());
      hairpins.add(to.address() + " . " + to.address());
    }
  }

  private void add(Network network) {
    String device = quoted(Bridge.of(network.getId()));
    bridges.add(device + " . " + device);
  }

  private void add(Peer peer) {
    nodes.add(new Socket(peer.getAddress(), 1).address());
    elsewhere.add(new Cidr(peer.getPodCidr()).value());
  }

  private static String quoted(Bridge bridge) {
    return "\"" + bridge.device() + "\"";
  }

  private static List<Socket> sockets(List<Endpoint> endpoints) {
    return endpoints.stream()
        .map(e -> new Socket(e.getAddress(), e.getPort()))
        .sorted()
        .distinct()
        .toList();
  }

  static String chain(int slots) {
    return "pick" + slots;
  }

  /** Numbers of slots for which a chain is needed. */
  SortedSet<Integer> slotCounts() {
    var counts = new TreeSet<Integer>();
    for (String verdict : Set.copyOf(services.values())) {
      counts.add(Integer.valueOf(verdict.substring(verdict.indexOf("pick") + 4)));
    }
    return counts;
  }
}
