package dev.slipway.backend.agents;

import dev.slipway.protocol.Route;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of all apps, as every ingress is told them. Of one thread only. */
final class RouteTable {
  private final Map<String, Route> routes = new HashMap<>();
  private @Nullable Map<String, Route> all;

  /** The routes of an app are others. */
  void replace(Map<String, Route> before, Map<String, Route> now) {
    routes.keySet().removeAll(before.keySet());
    routes.putAll(now);
    all = null;
  }

  /** The same object until one changes: many may hold it. */
  Map<String, Route> all() {
    Map<String, Route> known = all;
    if (known == null) {
      known = Map.copyOf(routes);
      all = known;
    }
    return known;
  }
}
