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
  private static final int LETTERS = 6;
  private static final int ALPHABET = 26;

  private final PodRepository pods;

  PodWriter(PodRepository pods) {
    this.pods = pods;
  }

  /**
   * @param coming the deployment new pods are of; null when none are to be made
   */
  List<Stage> carryOut(long epoch, Moves moves, @Nullable DeploymentId coming, Instant now) {
    var stages = new ArrayList<Stage>();
    if (moves.create() > 0 && coming != null) {
      for (int i = 0; i < moves.create(); i++) {
        var id = new PodId(Uuids.next(now));
        pods.create(epoch, coming, id, letters(id.value()), now);
      }
      stages.add(Stage.PODS_CREATED);
    }
    if (!moves.retire().isEmpty()) {
      int _ = pods.retire(epoch, moves.retire(), now);
      stages.add(Stage.OLD_DRAINED);
    }
    return stages;
  }

  /** Six letters that tell the pods of a deployment apart. */
  static String letters(UUID id) {
    var letters = new StringBuilder();
    long rest = id.getLeastSignificantBits();
    for (int i = 0; i < LETTERS; i++) {
      letters.append((char) ('a' + Long.remainderUnsigned(rest, ALPHABET)));
      rest = Long.divideUnsigned(rest, ALPHABET);
    }
    return letters.toString();
  }
}
