package dev.slipway.agent.engine;

/**
 * What a container may do, and how soon it is ended when the machine's memory is short.
 *
 * @param oomScoreAdj the kernel's oom_score_adj, from -998 (last) to 1000 (first); -1000 and -999
 *     are not for what runs in containers
 */
public record Policy(Tier tier, int oomScoreAdj) {
  public static final Policy USUAL = new Policy(Tier.RESTRICTED, 500);

  public Policy {
    if (oomScoreAdj < -998 || oomScoreAdj > 1000) {
      throw new IllegalArgumentException("An oom_score_adj is from -998 to 1000.");
    }
  }

  /** The same where no lower score can be given. */
  Policy notBelow(int lowest) {
    return new Policy(tier, Math.max(lowest, oomScoreAdj));
  }
}
