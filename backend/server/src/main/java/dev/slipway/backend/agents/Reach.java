package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What leads to an app, with its endpoints in it.
 *
 * @param environment null when nothing leads to it
 */
record Reach(
    @Nullable UUID environment,
    Map<String, Service> services,
    Map<String, Route> routes,
    List<Traffic> traffic) {
  static final Reach NONE = new Reach(null, Map.of(), Map.of(), List.of());

  /**
   * A pod that takes requests or was said to.
   *
   * @param endpoint it should take requests: it runs, is ready, is not on its way out, and its
   *     machine answers, unless no machine with such a pod does, or so many do not that the fault
   *     is likely ours
   * @param routed what is written down
   */
  record Traffic(UUID pod, NodeId node, boolean endpoint, boolean routed) {}

  boolean isEmpty() {
    return services.isEmpty() && routes.isEmpty() && traffic.isEmpty();
  }

  /** The same, with the objects of the one before where they are equal. */
  Reach sharing(Reach before) {
    return new Reach(
        environment,
        Sharing.share(before.services, services),
        Sharing.share(before.routes, routes),
        traffic);
  }
}
