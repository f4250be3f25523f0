package dev.slipway.backend.deployments;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.DeploymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * PROGRESSING while the app is paused: no pod of the old revision gives way to one of the new, yet
 * there are as many pods as are wanted, of both in the proportion that they have. Time does not
 * count.
 */
@Component
class Pausing {
  private final DeploymentRepository deployments;
  private final PodRepository pods;
  private final PodWriter writer;
  private final NextMoves next;

  Pausing(DeploymentRepository deployments, PodRepository pods, PodWriter writer, NextMoves next) {
    this.deployments = deployments;
    this.pods = pods;
    this.writer = writer;
    this.next = next;
  }

  List<Stage> step(long epoch, RolloutApp app, Deployment deployment, Instant now) {
    if (app.kind() != Kind.WEB && app.kind() != Kind.WORKER) {
      return List.of();
    }
    Map<DeploymentId, List<Pod>> running =
        pods.running(app.id()).stream()
            .collect(groupingBy(Pod::deployment, LinkedHashMap::new, toList()));
    Map<DeploymentId, Integer> shares = shares(app, deployment, running);
    var stages = new ArrayList<Stage>();
    shares.forEach((id, wanted) -> {
      AppSpec spec = deployments.spec(id);
      RolloutApp share = app.wanting(wanted);
      Split split = next.split(share, id, spec, running.getOrDefault(id, List.of()));
      Moves moves = next.of(share, id, spec, split, now);
      stages.addAll(writer.carryOut(epoch, moves, id, now));
    });
    return stages;
  }

  /** A pod that has to go from where it is is followed by one of the same deployment. */
  private Map<DeploymentId, Integer> shares(
      RolloutApp app, Deployment deployment, Map<DeploymentId, List<Pod>> running) {
    var counts = new LinkedHashMap<DeploymentId, Integer>();
    running.forEach((id, those) -> {
      int staying = (int) those.stream().filter(pod -> !pod.evicted()).count();
      counts.put(id, staying);
    });
    counts.putIfAbsent(deployment.id(), 0);
    Bounds bounds = Bounds.of(app.replicas(), deployments.spec(deployment.id()).rollout());
    int missing = bounds.wanted() - counts.values().stream().mapToInt(Integer::intValue).sum();
    for (Map.Entry<DeploymentId, List<Pod>> each : running.entrySet()) {
      int going = (int) each.getValue().stream().filter(Pod::evicted).count();
      int back = Math.clamp(missing, 0, going);
      counts.merge(each.getKey(), back, Integer::sum);
      missing -= back;
    }
    return Shares.of(counts, bounds.wanted(), bounds.most());
  }
}
