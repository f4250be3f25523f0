package dev.slipway.backend.deployments;

import static java.util.stream.Collectors.toSet;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.placement.Placement.Lost;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.nodes.StormGuard;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.storage.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is to be done for the pods of an app, as its kind has it. */
@Component
class NextMoves {
  private final DaemonPodRepository daemons;
  private final Scheduler scheduler;
  private final Claims claims;
  private final StormGuard guard;

  NextMoves(DaemonPodRepository daemons, Scheduler scheduler, Claims claims, StormGuard guard) {
    this.daemons = daemons;
    this.scheduler = scheduler;
    this.claims = claims;
    this.guard = guard;
  }

  /**
   * Pods whose node may still run them are given up only where two of them do no harm, and their
   * owner does not wait for the node.
   *
   * @param wanted the deployment whose pods should run in the end; null: none should
   * @param running pods of all deployments that should run
   */
  Split split(RolloutApp app, @Nullable DeploymentId wanted, AppSpec spec, List<Pod> running) {
    if (running.stream().noneMatch(Pod::lost)) {
      // What is asked below costs a look at all machines, and would change nothing.
      return Split.of(running, wanted, false);
    }
    boolean keep =
        app.kind() == Kind.DAEMON
            || spec.placement().lost() == Lost.WAIT
            || claims.exclusive(app.environment(), spec)
            || guard.census().storm();
    return Split.of(running, wanted, keep);
  }

  /**
   * @param wanted the deployment whose pods should run in the end; null: none should
   */
  Moves of(RolloutApp app, @Nullable DeploymentId wanted, AppSpec spec, Split split, Instant now) {
    Duration minReady = Patience.of(spec);
    List<Member> coming = Replacing.members(split.coming(), app, minReady, now);
    List<Member> leaving = Replacing.members(split.leaving(), app, minReady, now);
    return switch (app.kind()) {
      case WEB, WORKER ->
          held(
                  RollingPlan.plan(
                      wanted == null
                          ? Bounds.of(0, spec.rollout())
                          : bounds(app, wanted, spec, split, coming),
                      coming,
                      leaving),
                  app,
                  wanted,
                  spec,
                  split,
                  coming,
                  leaving)
              .lettingGo(split.givenUp());
      // Their pods come with runs; being in service is all there is to their rollout.
      case JOB, CRON_JOB -> RollingPlan.plan(Bounds.of(0, spec.rollout()), coming, leaving);
      case DAEMON ->
          DaemonPlan.plan(
              wanted == null
                  ? List.of()
                  : scheduler.daemonNodes(
                      Shapes.of(
                          new RevisionId(wanted.value()), app.environment(), app.slug(), "", spec)),
              daemons.places(app.id()),
              coming,
              leaving);
    };
  }

  /** As the budget has it; of an app with one pod at a time only if it has one of its own. */
  private Moves held(
      Moves moves,
      RolloutApp app,
      @Nullable DeploymentId wanted,
      AppSpec spec,
      Split split,
      List<Member> coming,
      List<Member> leaving) {
    Set<PodId> evicted =
        split.leaving().stream()
            .filter(pod -> pod.evicted() && pod.deployment().equals(wanted))
            .map(Pod::id)
            .collect(toSet());
    boolean bound =
        !evicted.isEmpty() && (spec.budget().said() || !claims.exclusive(app.environment(), spec));
    return bound
        ? BudgetGate.hold(
            moves,
            app.replicas(),
            spec.budget(),
            EvictionBounds.stuck(split.coming(), split.leaving(), coming),
            evicted,
            coming,
            leaving)
        : moves;
  }

  private Bounds bounds(
      RolloutApp app, DeploymentId wanted, AppSpec spec, Split split, List<Member> coming) {
    int replicas = app.replicas();
    if (claims.exclusive(app.environment(), spec)) {
      return Bounds.oldFirst(replicas);
    }
    // Pods of the wanted deployment leave for no other reason.
    boolean evicting =
        !split.leaving().isEmpty()
            && split.leaving().stream().allMatch(pod -> pod.deployment().equals(wanted));
    return evicting
        ? EvictionBounds.of(
            replicas,
            spec.rollout(),
            spec.budget(),
            EvictionBounds.stuck(split.coming(), split.leaving(), coming))
        : Bounds.of(replicas, spec.rollout());
  }
}
