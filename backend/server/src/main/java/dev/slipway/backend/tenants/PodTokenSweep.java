package dev.slipway.backend.tenants;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes away what is left of pods' tokens that have expired: they are refused already. New ones are
 * made when nodes ask for them.
 */
@Component
class PodTokenSweep implements Reconciler {
  /** A few at a time; the rest is looked at next. */
  private static final int AT_MOST = 5000;

  private final TokenExpiryRepository tokens;

  PodTokenSweep(TokenExpiryRepository tokens) {
    this.tokens = tokens;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(5);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int swept = tokens.sweepPods(epoch, AT_MOST);
    return new Progress(swept, swept);
  }
}
