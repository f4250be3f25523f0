package dev.slipway.backend.testing;

import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A desired set as an agent keeps it: replaced whole, then changed by deltas. */
public final class FakeSet {
  private final Map<String, Pod> pods = new HashMap<>();
  private final Map<String, Network> networks = new HashMap<>();
  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, Route> routes = new HashMap<>();
  private DiskRules disk = DiskRules.getDefaultInstance();
  private long epoch;
  private long generation;
  private int completes;
  private int deltas;

  public synchronized long epoch() {
    return epoch;
  }

  public synchronized long generation() {
    return generation;
  }

  /** How many complete sets have come. */
  public synchronized int completes() {
    return completes;
  }

  public synchronized int deltas() {
    return deltas;
  }

  public synchronized @Nullable Pod pod(UUID id) {
    return pods.get(id.toString());
  }

  public synchronized Map<String, Pod> pods() {
    return Map.copyOf(pods);
  }

  public synchronized Map<String, Network> networks() {
    return Map.copyOf(networks);
  }

  public synchronized @Nullable Service service(UUID id) {
    return services.get(id.toString());
  }

  public synchronized @Nullable Route route(UUID id) {
    return routes.get(id.toString());
  }

  /** Ids of the pods behind a service. */
  public synchronized List<String> endpoints(UUID service) {
    Service found = services.get(service.toString());
    return found == null
        ? List.of()
        : found.getEndpointsList().stream().map(Endpoint::getPodId).toList();
  }

  /** Ids of the pods a route leads to. */
  public synchronized List<String> leadsTo(UUID route) {
    Route found = routes.get(route.toString());
    return found == null
        ? List.of()
        : found.getEndpointsList().stream().map(Endpoint::getPodId).toList();
  }

  /** Everything, as a complete set would say it. */
  public synchronized DesiredSet whole() {
    return DesiredSet.newBuilder()
        .setEpoch(epoch)
        .setGeneration(generation)
        .addAllPods(sorted(pods))
        .addAllNetworks(sorted(networks))
        .addAllServices(sorted(services))
        .addAllRoutes(sorted(routes))
        .setDisk(disk)
        .build();
  }

  public synchronized void replace(DesiredSet set) {
    pods.clear();
    networks.clear();
    services.clear();
    routes.clear();
    put(set.getPodsList(), set.getNetworksList(), set.getServicesList(), set.getRoutesList());
    disk = set.getDisk();
    epoch = set.getEpoch();
    generation = set.getGeneration();
    completes++;
    notifyAll();
  }

  public synchronized void apply(DesiredDelta delta) {
    if (delta.getAppliesTo() != generation) {
      throw new IllegalStateException(
          "Has %d, was told what applies to %d".formatted(generation, delta.getAppliesTo()));
    }
    pods.keySet().removeAll(delta.getRemovedPodsList());
    networks.keySet().removeAll(delta.getRemovedNetworksList());
    services.keySet().removeAll(delta.getRemovedServicesList());
    routes.keySet().removeAll(delta.getRemovedRoutesList());
    put(
        delta.getPodsList(),
        delta.getNetworksList(),
        delta.getServicesList(),
        delta.getRoutesList());
    if (delta.hasDisk()) {
      disk = delta.getDisk();
    }
    epoch = delta.getEpoch();
    generation = delta.getGeneration();
    deltas++;
    notifyAll();
  }

  synchronized void await(Predicate<FakeSet> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!wanted.test(this)) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new AssertionError("Never told so; it has " + whole());
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(List<Pod> pod, List<Network> network, List<Service> service, List<Route> route) {
    pod.forEach(one -> pods.put(one.getId(), one));
    network.forEach(one -> networks.put(one.getId(), one));
    service.forEach(one -> services.put(one.getId(), one));
    route.forEach(one -> routes.put(one.getId(), one));
  }

  private static <T> List<T> sorted(Map<String, T> map) {
    return map.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }
}
