package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which nodes have pods of an environment, and which services it has. */
final class Environments {
  private final Map<UUID, Set<NodeId>> nodes = new HashMap<>();
  private final Map<UUID, Map<String, Service>> services = new HashMap<>();

  void entered(UUID environment, NodeId node) {
    nodes.computeIfAbsent(environment, _ -> new HashSet<>()).add(node);
  }

  void left(UUID environment, NodeId node) {
    nodes.computeIfPresent(
        environment,
        (_, there) -> {
          there.remove(node);
          return there.isEmpty() ? null : there;
        });
  }

  /** The services of an app are others. */
  void replace(Reach before, Reach now) {
    if (before.environment() != null) {
      services.computeIfPresent(
          before.environment(),
          (_, there) -> {
            there.keySet().removeAll(before.services().keySet());
            return there.isEmpty() ? null : there;
          });
    }
    if (now.environment() != null && !now.services().isEmpty()) {
      services.computeIfAbsent(now.environment(), _ -> new HashMap<>()).putAll(now.services());
    }
  }

  Set<NodeId> nodes(UUID environment) {
    return nodes.getOrDefault(environment, Set.of());
  }

  Map<String, Service> services(Set<UUID> environments) {
    var all = new HashMap<String, Service>();
    environments.forEach(environment -> all.putAll(services.getOrDefault(environment, Map.of())));
    return Map.copyOf(all);
  }
}
