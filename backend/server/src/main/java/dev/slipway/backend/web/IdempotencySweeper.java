package dev.slipway.backend.web;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets the answers to requests nobody sends again. */
@Component
class IdempotencySweeper implements Reconciler {
  private final IdempotencyRepository keys;

  IdempotencySweeper(IdempotencyRepository keys) {
    this.keys = keys;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(10);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int forgotten = keys.forgetOld(epoch);
    return new Progress(forgotten, forgotten);
  }
}
