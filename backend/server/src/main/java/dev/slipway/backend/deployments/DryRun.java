package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.PlacementView.OnNode;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.backend.deployments.PlacementRepository.Running;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks the scheduler without doing anything about the answer. */
@Service
@Transactional(readOnly = true)
class DryRun {
  private final AppService apps;
  private final PlacementRepository pods;
  private final Scheduler scheduler;
  private final InstantSource clock;

  DryRun(AppService apps, PlacementRepository pods, Scheduler scheduler, InstantSource clock) {
    this.apps = apps;
    this.pods = pods;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  PlacementView ofApp(AppScope scope, TryPlacement request) {
    App app = apps.app(scope);
    AppSpec spec = request.spec() == null ? app.spec() : apps.checked(app.kind(), request.spec());
    int replicas = request.replicas() == null ? app.replicas() : apps.checked(request.replicas());
    List<Running> running = pods.running(scope);
    String image = running.isEmpty() ? "" : running.getLast().shape().image();
    PodShape shape = Shapes.of(anyRevision(), scope.environment(), app.slug().value(), image, spec);
    return rollOut(shape, Bounds.of(replicas, spec.rollout()), running);
  }

  PlacementView ofNewApp(EnvironmentScope scope, TryPlacement request) {
    AppSpec spec = apps.checked(null, request.spec());
    int replicas = request.replicas() == null ? 1 : apps.checked(request.replicas());
    PodShape shape = Shapes.of(anyRevision(), scope.environment(), "", "", spec);
    return rollOut(shape, Bounds.of(replicas, spec.rollout()), List.of());
  }

  /** Pods of the new kind come one by one; old ones leave as in a rollout. */
  private PlacementView rollOut(PodShape shape, Bounds bounds, List<Running> running) {
    Chooser chooser = scheduler.snapshot();
    Queue<Running> leaving = new ArrayDeque<>(running);
    var nodes = new TreeMap<String, Integer>();
    Nowhere nowhere = null;
    int placed = 0;
    while (placed < bounds.wanted() && nowhere == null) {
      if (placed + leaving.size() >= bounds.most()) {
        leave(chooser, leaving);
      }
      switch (chooser.place(shape, Map.of())) {
        case On on -> {
          nodes.merge(on.name(), 1, Integer::sum);
          placed++;
        }
        case Nowhere none -> {
          // Those placed are available by then, and so make room.
          if (!leaving.isEmpty() && placed + leaving.size() > bounds.least()) {
            leave(chooser, leaving);
          } else {
            nowhere = none;
          }
        }
      }
    }
    return view(nodes, bounds.wanted() - placed, nowhere);
  }

  private static void leave(Chooser chooser, Queue<Running> leaving) {
    Running gone = leaving.poll();
    if (gone != null) {
      chooser.release(gone.shape(), gone.node().value());
    }
  }

  private static PlacementView view(
      Map<String, Integer> nodes, int unplaced, @Nullable Nowhere nowhere) {
    var each = new ArrayList<OnNode>();
    nodes.forEach((node, pods) -> each.add(new OnNode(node, pods)));
    return new PlacementView(
        each,
        unplaced,
        nowhere == null ? null : nowhere.sentence(),
        nowhere == null ? List.of() : Refusals.of(nowhere));
  }

  private RevisionId anyRevision() {
    return new RevisionId(Uuids.next(clock.instant()));
  }
}
