package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.DeploymentState.Aborting;
import dev.slipway.backend.deployments.DeploymentState.Building;
import dev.slipway.backend.deployments.DeploymentState.Ended;
import dev.slipway.backend.deployments.DeploymentState.Pending;
import dev.slipway.backend.deployments.DeploymentState.Progressing;
import dev.slipway.backend.kernel.AppId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One step of one app's deployments, in a transaction of its own under the lock of the app. */
@Component
class Rollouts {
  private final RolloutAppRepository apps;
  private final DeploymentRepository deployments;
  private final Beginning beginning;
  private final Replacing replacing;
  private final Pausing pausing;
  private final Returning returning;
  private final InstantSource clock;

  Rollouts(
      RolloutAppRepository apps,
      DeploymentRepository deployments,
      Beginning beginning,
      Replacing replacing,
      Pausing pausing,
      Returning returning,
      InstantSource clock) {
    this.apps = apps;
    this.deployments = deployments;
    this.beginning = beginning;
    this.replacing = replacing;
    this.pausing = pausing;
    this.returning = returning;
    this.clock = clock;
  }

  /** Empty when there is nothing to do before something else happens. */
  @Transactional
  public List<Stage> step(long epoch, AppId id, Instant watched) {
    Optional<RolloutApp> locked = apps.lock(epoch, id);
    if (locked.isEmpty()) {
      return List.of();
    }
    RolloutApp app = locked.get();
    Instant now = clock.instant();
    List<Deployment> open = deployments.open(id);
    var stages = new ArrayList<Stage>();
    for (Deployment deployment : open) {
      if (deployment.state() instanceof Building(var build)) {
        stages.addAll(beginning.built(epoch, app, deployment, build, now));
      }
    }
    if (!stages.isEmpty()) {
      return stages;
    }
    if (!app.paused()) {
      stages.addAll(beginning.begin(epoch, app, Turns.of(open), now));
    }
    if (!stages.isEmpty()) {
      return stages;
    }
    for (Deployment deployment : open) {
      stages.addAll(
          switch (deployment.state()) {
            case Progressing state when app.paused() && !state.cancelRequested() ->
                pausing.step(epoch, app, deployment, now);
            case Progressing state -> replacing.step(epoch, app, deployment, state, watched, now);
            case Aborting state -> returning.step(epoch, app, deployment, state, now);
            case Building _, Pending _, Ended _ -> List.<Stage>of();
          });
    }
    return stages;
  }

  /** Outside of rollouts: as many pods of the current deployment as are wanted, and no others. */
  @Transactional
  public List<Stage> align(long epoch, AppId id) {
    Optional<RolloutApp> app = apps.lock(epoch, id);
    boolean rollout = deployments.open(id).stream().anyMatch(Rollouts::moving);
    return app.isEmpty() || rollout
        ? List.of()
        : returning.align(epoch, app.get(), clock.instant());
  }

  private static boolean moving(Deployment deployment) {
    return switch (deployment.state()) {
      case Progressing _, Aborting _ -> true;
      case Building _, Pending _, Ended _ -> false;
    };
  }
}
