package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.backend.deployments.PlacementRepository.Running;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.storage.Claim.Free;
import dev.slipway.backend.storage.Claim.Later;
import dev.slipway.backend.storage.Claim.Never;
import dev.slipway.backend.storage.Claims;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the scheduler without doing anything about the answer. Volumes hold pods to their machine as
 * they do later, and pods that must not overlap leave before new ones come.
 */
@Service
@Transactional(readOnly = true)
class DryRun {
  private final AppService apps;
  private final PlacementRepository pods;
  private final Scheduler scheduler;
  private final Claims claims;
  private final InstantSource clock;

  DryRun(
      AppService apps,
      PlacementRepository pods,
      Scheduler scheduler,
      Claims claims,
      InstantSource clock) {
    this.apps = apps;
    this.pods = pods;
    this.scheduler = scheduler;
    this.claims = claims;
    this.clock = clock;
  }

  PlacementView ofApp(AppScope scope, TryPlacement request) {
    App app = apps.app(scope);
    AppSpec spec = request.spec() == null ? app.spec() : apps.checked(app.kind(), request.spec());
    int replicas = request.replicas() == null ? app.replicas() : apps.checked(request.replicas());
    List<Running> running = pods.running(scope);
    String image = running.isEmpty() ? "" : running.getLast().shape().image();
    var asked = new Asked(scope.organization(), scope.environment(), app.kind(), spec, replicas);
    return ask(asked, app.slug().value(), image, running);
  }

  PlacementView ofNewApp(EnvironmentScope scope, TryPlacement request) {
    AppSpec spec = apps.checked(request.kind(), request.spec());
    int replicas = request.replicas() == null ? 1 : apps.checked(request.replicas());
    Kind kind = Objects.requireNonNullElse(request.kind(), Kind.WORKER);
    var asked = new Asked(scope.organization(), scope.environment(), kind, spec, replicas);
    return ask(asked, "", "", List.of());
  }

  private record Asked(
      OrganizationId organization,
      EnvironmentId environment,
      Kind kind,
      AppSpec spec,
      int replicas) {}

  private PlacementView ask(Asked asked, String app, String image, List<Running> running) {
    PodShape shape = Shapes.of(anyRevision(), asked.environment(), app, image, asked.spec());
    return switch (claims.imagine(asked.organization(), asked.environment(), asked.spec())) {
      case Free free -> rollOut(asked, shape, free, running);
      case Never(var sentence) -> nowhere(asked, shape, sentence);
      case Later(var sentence) -> nowhere(asked, shape, sentence);
    };
  }

  private PlacementView rollOut(Asked asked, PodShape shape, Free free, List<Running> running) {
    var rehearsal =
        new Rehearsal(scheduler.snapshot(), shape.mounting(free.ids()), free.refused(), running);
    return asked.kind() == Kind.DAEMON
        ? rehearsal.onEach(scheduler.daemonNodes(shape))
        : rehearsal.rollOut(bounds(asked));
  }

  private Bounds bounds(Asked asked) {
    return claims.exclusive(asked.environment(), asked.spec())
        ? Bounds.oldFirst(asked.replicas())
        : Bounds.of(asked.replicas(), asked.spec().rollout());
  }

  private PlacementView nowhere(Asked asked, PodShape shape, String sentence) {
    int pods = asked.kind() == Kind.DAEMON ? scheduler.daemonNodes(shape).size() : asked.replicas();
    return new PlacementView(List.of(), pods, sentence, List.of());
  }

  private RevisionId anyRevision() {
    return new RevisionId(Uuids.next(clock.instant()));
  }
}
