package dev.slipway.backend.repositories;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends questions nobody answers, and forgets those that were answered. */
@Component
class CheckReconciler implements Reconciler {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration KEPT = Duration.ofHours(1);

  private final CheckQueueRepository checks;
  private final InstantSource clock;

  CheckReconciler(CheckQueueRepository checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    Instant now = clock.instant();
    int ended =
        checks.giveUp(
            epoch,
            now.minus(PATIENCE),
            "The node that was asked did not answer within a minute. Try again; if it goes on, see whether its agent is up to date.",
            "No node that builds is connected, so nobody can ask the repository. See whether the nodes are up.",
            now);
    int forgotten = checks.forget(epoch, now.minus(KEPT));
    return new Progress(ended + forgotten, ended + forgotten);
  }
}
