package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a pod at one moment.
 *
 * @param pod what was told of it last; null for containers nobody told us of
 * @param companions in the order of their start
 * @param wanted false when it does not belong here any more
 */
record PodView(
    String id,
    @Nullable Pod pod,
    boolean wanted,
    @Nullable Container sandbox,
    @Nullable Container app,
    PodMemory memory,
    Health health,
    List<CompanionView> companions) {
  /** One with the app alone. */
  PodView(
      String id,
      @Nullable Pod pod,
      boolean wanted,
      @Nullable Container sandbox,
      @Nullable Container app,
      PodMemory memory,
      Health health) {
    this(id, pod, wanted, sandbox, app, memory, health, List.of());
  }

  boolean ending() {
    return !wanted || pod == null || pod.getIntent() == Intent.STOP;
  }

  boolean appRuns() {
    return app != null && app.running();
  }
}
