package dev.slipway.agent.pods;

import org.jspecify.annotations.Nullable;

/**
 * What probes say of a running app.
 *
 * @param dead it has to be started again; the sentence says why
 * @param trouble why it is not ready, if that is known
 */
record Health(boolean ready, @Nullable String dead, PodMemory.@Nullable Failure trouble) {
  static final Health UNKNOWN = new Health(false, null, null);

  Health withReady(boolean now) {
    return new Health(now, dead, now ? null : trouble);
  }

  Health withDead(String why) {
    return new Health(false, why, trouble);
  }

  Health withTrouble(PodMemory.@Nullable Failure why) {
    return new Health(ready, dead, ready ? null : why);
  }
}
