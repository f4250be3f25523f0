package dev.slipway.backend.deployments;

import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.PlacementView.OnNode;
import dev.slipway.backend.deployments.PlacementRepository.Running;
import dev.slipway.backend.scheduling.fleet.Choice;
import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.DaemonNode;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rollout played through on a picture of the cluster. */
final class Rehearsal {
  private final Chooser chooser;
  private final PodShape shape;
  private final Map<UUID, String> refused;
  private final Queue<Running> leaving;
  private final Map<String, Integer> nodes = new TreeMap<>();

  /**
   * @param refused nodes that cannot take a pod for reasons that the scheduler does not see
   * @param running pods of the app that are there, the oldest first
   */
  Rehearsal(Chooser chooser, PodShape shape, Map<UUID, String> refused, List<Running> running) {
    this.chooser = chooser;
    this.shape = shape;
    this.refused = refused;
    this.leaving = new ArrayDeque<>(running);
  }

  /** Pods of the new kind come one by one; old ones leave as in a rollout. */
  PlacementView rollOut(Bounds bounds) {
    Nowhere nowhere = null;
    int placed = 0;
    while (placed < bounds.wanted() && nowhere == null) {
      while (!leaving.isEmpty() && placed + leaving.size() >= bounds.most()) {
        leave();
      }
      switch (chooser.place(shape, refused)) {
        case On on -> {
          nodes.merge(on.name(), 1, Integer::sum);
          placed++;
        }
        case Nowhere none -> {
          // Those placed are available by then, and so make room.
          if (!leaving.isEmpty() && placed + leaving.size() > bounds.least()) {
            leave();
          } else {
            nowhere = none;
          }
        }
      }
    }
    return view(bounds.wanted() - placed, nowhere);
  }

  /** A daemon: on each node the old pod leaves, and then the new one comes. */
  PlacementView onEach(List<DaemonNode> all) {
    while (!leaving.isEmpty()) {
      leave();
    }
    int unplaced = 0;
    var refusals = new HashMap<Refusal, Integer>();
    for (DaemonNode node : all) {
      String said = refused.get(node.id());
      Choice choice =
          said == null
              ? chooser.placeOn(shape, node.id())
              : new Nowhere(Map.of(new Refusal.Elsewhere(said), 1), shape.requests());
      switch (choice) {
        case On on -> nodes.merge(on.name(), 1, Integer::sum);
        case Nowhere none -> {
          unplaced++;
          none.refusals().forEach((refusal, count) -> refusals.merge(refusal, count, Integer::sum));
        }
      }
    }
    return view(unplaced, unplaced == 0 ? null : new Nowhere(refusals, shape.requests()));
  }

  private void leave() {
    Running gone = leaving.poll();
    if (gone != null) {
      chooser.give(gone.shape(), gone.node().value());
    }
  }

  private PlacementView view(int unplaced, @Nullable Nowhere nowhere) {
    var each = new ArrayList<OnNode>();
    nodes.forEach((node, pods) -> each.add(new OnNode(node, pods)));
    return new PlacementView(
        each,
        unplaced,
        nowhere == null ? null : nowhere.sentence(),
        nowhere == null ? List.of() : Refusals.of(nowhere));
  }
}
