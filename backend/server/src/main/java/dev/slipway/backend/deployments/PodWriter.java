package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries out the moves of a plan. */
@Component
class PodWriter {
  private final PodRepository pods;

  PodWriter(PodRepository pods) {
    this.pods = pods;
  }

  /**
   * @param coming the deployment new pods are of; null when none are to be made
   */
  List<Stage> carryOut(long epoch, Moves moves, @Nullable DeploymentId coming, Instant now) {
    var stages = new ArrayList<Stage>();
    if (coming != null && (moves.create() > 0 || !moves.on().isEmpty())) {
      for (int i = 0; i < moves.create(); i++) {
        create(epoch, coming, null, now);
      }
      moves.on().forEach(node -> create(epoch, coming, node, now));
      stages.add(Stage.PODS_CREATED);
    }
    hold(epoch, moves);
    if (!moves.retire().isEmpty()) {
      int _ = pods.retire(epoch, moves.retire(), now);
      stages.add(Stage.OLD_DRAINED);
    }
    return stages;
  }

  /** Says of pods that have to go whether a budget keeps them. */
  void hold(long epoch, Moves moves) {
    pods.hold(epoch, moves.held().pods(), true);
    pods.hold(epoch, moves.held().free(), false);
  }

  private void create(long epoch, DeploymentId coming, @Nullable UUID node, Instant now) {
    var id = new PodId(Uuids.next(now));
    pods.create(epoch, coming, id, Uuids.letters(id.value()), node, now);
  }
}
