package dev.slipway.agent.pods;

import dev.slipway.protocol.Probe;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A probe's numbers, with the usual ones where none are said. */
record Timing(
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successThreshold,
    int failureThreshold) {
  private static final Duration HTTP_IMPATIENT = Duration.ofMillis(250);
  private static final Duration TCP_IMPATIENT = Duration.ofMillis(200);
  private static final Duration EXEC_IMPATIENT = Duration.ofSeconds(1);

  static Timing of(Probe probe) {
    return new Timing(
        Duration.ofSeconds(Math.max(0, probe.getInitialDelaySeconds())),
        Duration.ofSeconds(orUsual(probe.getPeriodSeconds(), 10)),
        Duration.ofSeconds(orUsual(probe.getTimeoutSeconds(), 1)),
        orUsual(probe.getSuccessThreshold(), 1),
        orUsual(probe.getFailureThreshold(), 3));
  }

  /** Until its first success an app is asked more often: a rollout waits for it. */
  static Duration impatient(Probe probe) {
    Duration wished =
        switch (probe.getKindCase()) {
          case HTTP, GRPC -> HTTP_IMPATIENT;
          case TCP -> TCP_IMPATIENT;
          case EXEC, KIND_NOT_SET -> EXEC_IMPATIENT;
        };
    Duration period = of(probe).period();
    return wished.compareTo(period) < 0 ? wished : period;
  }

  /** Somewhere inside one period: what began together is not asked together for ever. */
  Duration jitter(RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(Math.max(1, period.toNanos())));
  }

  private static int orUsual(int said, int usual) {
    return said > 0 ? said : usual;
  }
}
