package dev.slipway.backend.deployments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets go of pods: those that drained are stopped, those that were nowhere are forgotten. */
@Component
class Drainer {
  /** For an ingress that does not answer, and for pods that were not routed everywhere. */
  private static final Duration BRIEF = Duration.ofSeconds(1);

  /** For ingresses that answer; in case one never says that it let go. */
  private static final Duration PATIENT = Duration.ofSeconds(15);

  private final DrainRepository pods;
  private final InstantSource clock;

  Drainer(DrainRepository pods, InstantSource clock) {
    this.pods = pods;
    this.clock = clock;
  }

  record Drained(int looked, int stopped, int forgotten) {}

  @Transactional
  public Drained drain(long epoch) {
    int draining = pods.draining();
    if (draining == 0) {
      return new Drained(0, 0, 0);
    }
    Instant now = clock.instant();
    int stopped = pods.stopDrained(epoch, now, now.minus(BRIEF), now.minus(PATIENT));
    return new Drained(draining, stopped, pods.deleteUnplaced(epoch));
  }
}
