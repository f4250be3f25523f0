package dev.slipway.backend.agents;

import dev.slipway.backend.agents.Picture.Traffic;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Whether pods are routed to: yes once every ingress node has acknowledged it, no once every one
 * has acknowledged the opposite; in between it stays as it was.
 */
record Routing(List<UUID> routed, List<UUID> unrouted) {

  static Routing of(List<Traffic> traffic, List<Told> ingress) {
    return new Routing(
        traffic.stream()
            .filter(pod -> !pod.routed() && isRouted(pod, ingress))
            .map(Traffic::pod)
            .toList(),
        traffic.stream()
            .filter(pod -> pod.routed() && isLeftOut(pod, ingress))
            .map(Traffic::pod)
            .toList());
  }

  boolean isEmpty() {
    return routed.isEmpty() && unrouted.isEmpty();
  }

  private static boolean isRouted(Traffic pod, List<Told> ingress) {
    return pod.endpoint() && (!pod.reachable() || every(ingress, node -> node.routes(pod.pod())));
  }

  private static boolean isLeftOut(Traffic pod, List<Told> ingress) {
    return !pod.endpoint()
        && (!pod.reachable() || every(ingress, node -> node.leavesOut(pod.pod())));
  }

  // Of no node nothing can be said.
  private static boolean every(List<Told> ingress, Predicate<Told> holds) {
    return !ingress.isEmpty() && ingress.stream().allMatch(holds);
  }
}
