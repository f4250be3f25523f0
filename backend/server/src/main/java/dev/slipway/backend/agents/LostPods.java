package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.StormGuard;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Of what runs on an unreachable node nothing is known, and nobody should be sent there. Nothing is
 * taken away: the pods are probably fine, and the node says so when it returns.
 */
@Component
class LostPods implements Reconciler {
  private final LostPodRepository pods;

  LostPods(LostPodRepository pods) {
    this.pods = pods;
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
    LostPodRepository.Nodes nodes = pods.nodes();
    if (nodes.unreachable() == 0) {
      return new Progress(nodes.all(), 0);
    }
    int changed = pods.markUnknown(epoch);
    // With most nodes gone it is more likely us: then the addresses we know are the best there are.
    if (!StormGuard.holds(nodes.all(), nodes.unreachable())) {
      changed += pods.withdraw(epoch);
    }
    return new Progress(nodes.all(), changed);
  }
}
