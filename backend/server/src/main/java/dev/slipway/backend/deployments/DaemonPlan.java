package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.scheduling.fleet.DaemonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The next moves of a daemon: one pod on every node that has it, replaced node by node, so that at
 * most one node at a time is without. The new pod of a node waits until the old one is gone. What
 * runs on a node that does not answer is left alone.
 */
final class DaemonPlan {
  /** Nodes that may be without an available pod during a rollout. */
  private static final int UNAVAILABLE = 1;

  private final Map<UUID, DaemonNode> nodes;
  private final Map<PodId, UUID> places;

  private DaemonPlan(List<DaemonNode> nodes, Map<PodId, UUID> places) {
    this.nodes = nodes.stream().collect(Collectors.toMap(DaemonNode::id, node -> node));
    this.places = places;
  }

  /**
   * @param nodes that have a pod in the end
   * @param places the node of each of the daemon's pods, also of those that drain or stop
   * @param coming pods that should run in the end
   * @param leaving pods of other deployments
   */
  static Moves plan(
      List<DaemonNode> nodes, Map<PodId, UUID> places, List<Member> coming, List<Member> leaving) {
    return new DaemonPlan(nodes, places).plan(coming, leaving);
  }

  private Moves plan(List<Member> coming, List<Member> leaving) {
    var retire = new ArrayList<PodId>();
    var served = new HashSet<UUID>();
    for (Member pod : coming) {
      UUID node = node(pod);
      if (node == null || !served.add(node)) {
        retire.add(pod.id());
      }
    }
    leaving.stream().filter(pod -> node(pod) == null).map(Member::id).forEach(retire::add);

    Set<UUID> available =
        Stream.concat(coming.stream(), leaving.stream())
            .filter(Member::available)
            .flatMap(pod -> Stream.ofNullable(node(pod)))
            .filter(this::answers)
            .collect(Collectors.toSet());
    long answering = nodes.values().stream().filter(DaemonNode::answers).count();
    long spare = UNAVAILABLE - (answering - available.size());
    List<Member> old =
        leaving.stream()
            .filter(pod -> answers(node(pod)))
            .sorted(RollingPlan.LEAST_USEFUL)
            .toList();
    for (Member pod : old) {
      if (!pod.available()) {
        retire.add(pod.id());
      } else if (spare > 0) {
        spare--;
        retire.add(pod.id());
      }
    }

    Set<UUID> taken = Set.copyOf(places.values());
    List<UUID> on =
        nodes.values().stream()
            .filter(DaemonNode::answers)
            .map(DaemonNode::id)
            .filter(node -> !taken.contains(node))
            .sorted()
            .toList();
    long done = coming.stream().filter(pod -> pod.available() && answers(node(pod))).count();
    boolean complete = old.isEmpty() && retire.isEmpty() && done == answering;
    return new Moves(0, on, List.copyOf(retire), complete);
  }

  /** Null when the pod is on none that should have one. */
  private @Nullable UUID node(Member pod) {
    UUID node = places.get(pod.id());
    return node != null && nodes.containsKey(node) ? node : null;
  }

  private boolean answers(@Nullable UUID id) {
    DaemonNode node = id == null ? null : nodes.get(id);
    return node != null && node.answers();
  }
}
