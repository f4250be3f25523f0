package dev.slipway.agent.pods;

import dev.slipway.protocol.QualityOfService;

/**
 * Whom the kernel ends first when the machine's memory is short, as oom_score_adj: the numbers of
 * Kubernetes (kubelet, qos/policy.go).
 */
final class OomScores {
  /** The engine and this agent are below it. */
  static final int OF_SANDBOX = -998;

  private static final int GUARANTEED = -997;
  private static final int BEST_EFFORT = 1000;

  /** Of a control plane that says nothing of it. */
  private static final int UNSAID = 500;

  private OomScores() {}

  /**
   * @param requested bytes of memory that the pod books
   * @param machine bytes of memory there are; 0 when nobody knows
   */
  static int of(QualityOfService quality, long requested, long machine) {
    return switch (quality) {
      case GUARANTEED -> GUARANTEED;
      case BURSTABLE -> burstable(requested, machine);
      case BEST_EFFORT -> BEST_EFFORT;
      case QUALITY_UNSPECIFIED, UNRECOGNIZED -> UNSAID;
    };
  }

  /** The larger the part it has booked, the later it goes. */
  private static int burstable(long requested, long machine) {
    long parts = machine <= 0 ? 0 : Math.max(0, requested) * 1000 / machine;
    return Math.clamp(1000 - parts, 2, 999);
  }
}
