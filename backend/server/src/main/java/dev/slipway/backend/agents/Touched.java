package dev.slipway.backend.agents;

import dev.slipway.backend.feed.Change;
import dev.slipway.backend.kernel.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which parts of the picture have to be looked at again. A hint in one direction: what is named
 * need not have changed.
 *
 * @param nodes themselves, their pods and networks
 * @param apps what leads to them: services, routes, endpoints
 * @param pods whose node and app are looked up
 * @param volumes whose pods are looked up
 * @param environments on whose nodes everything is looked at
 */
record Touched(
    Set<NodeId> nodes, Set<UUID> apps, Set<UUID> pods, Set<UUID> volumes, Set<UUID> environments) {
  static Touched nothing() {
    return new Touched(
        new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  static Touched nodes(Collection<NodeId> nodes) {
    Touched touched = nothing();
    touched.nodes.addAll(nodes);
    return touched;
  }

  static Touched apps(Collection<UUID> apps) {
    Touched touched = nothing();
    touched.apps.addAll(apps);
    return touched;
  }

  static Touched by(List<Change> changes) {
    Touched touched = nothing();
    changes.forEach(touched::add);
    return touched;
  }

  private void add(Change change) {
    switch (change.kind()) {
      case "pod" -> {
        pods.add(change.object());
        addApp(change);
      }
      case "service", "route" -> addApp(change);
      case "node" -> nodes.add(new NodeId(change.object()));
      case "volume" -> volumes.add(change.object());
      case "environment" -> environments.add(change.object());
      default -> {
        // Nothing that nodes are told is made of it.
      }
    }
  }

  private void addApp(Change change) {
    if (change.app() != null) {
      apps.add(change.app().value());
    }
  }

  void add(Touched more) {
    nodes.addAll(more.nodes);
    apps.addAll(more.apps);
    pods.addAll(more.pods);
    volumes.addAll(more.volumes);
    environments.addAll(more.environments);
  }

  boolean isEmpty() {
    return Stream.of(nodes, apps, pods, volumes, environments).allMatch(Set::isEmpty);
  }
}
