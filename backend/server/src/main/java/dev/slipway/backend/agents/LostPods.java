package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.StormGuard;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Of what runs on an unreachable node nothing is known, and nobody should be sent there. The pods
 * may well be fine, and the node says so when it returns.
 */
@Component
class LostPods implements Reconciler {
  private final LostPodRepository pods;
  private final StormGuard guard;

  LostPods(LostPodRepository pods, StormGuard guard) {
    this.pods = pods;
    this.guard = guard;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("node");
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    StormGuard.Census nodes = guard.census();
    if (nodes.silent() == 0) {
      return new Progress(nodes.nodes(), 0);
    }
    int changed = pods.markUnknown(epoch);
    // With most nodes gone it is more likely us: then the addresses we know are the best there are.
    if (!nodes.storm()) {
      changed += pods.withdraw(epoch);
    }
    return new Progress(nodes.nodes(), changed);
  }
}
