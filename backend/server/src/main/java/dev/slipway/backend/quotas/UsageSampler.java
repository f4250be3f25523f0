package dev.slipway.backend.quotas;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down every five minutes what each organization has; older samples become hours. */
@Component
class UsageSampler implements Reconciler {
  private static final Duration FINE = Duration.ofDays(2);
  private static final Duration KEPT = Duration.ofDays(90);

  private final UsageRepository usage;
  private final InstantSource clock;

  UsageSampler(UsageRepository usage, InstantSource clock) {
    this.usage = usage;
    this.clock = clock;
  }

  /** Looks often and samples once in five minutes, so that a new leader misses nothing. */
  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    Instant now = clock.instant();
    if (usage.sampled(now)) {
      return new Progress(0, 0);
    }
    int sampled = usage.sample(epoch, now);
    int rolled = usage.rollUp(epoch, now.minus(FINE));
    int forgotten = usage.forget(epoch, now.minus(KEPT));
    return new Progress(sampled, sampled + rolled + forgotten);
  }
}
