package dev.slipway.agent.pods;

import org.jspecify.annotations.Nullable;

/**
 * What probes say of a running app.
 *
 * @param started its startup probe has passed
 * @param dead it has to be started again; the sentence says why
 * @param trouble why it is not ready, if that is known
 * @param graceSeconds how long it has to end when it is dead; 0: as always
 */
record Health(
    boolean ready,
    boolean started,
    @Nullable String dead,
    PodMemory.@Nullable Failure trouble,
    int graceSeconds) {
  static final Health UNKNOWN = new Health(false, false, null, null, 0);

  Health withReady(boolean now) {
    return new Health(now, started || now, dead, now ? null : trouble, graceSeconds);
  }

  Health withStarted() {
    return new Health(ready, true, dead, trouble, graceSeconds);
  }

  Health withDead(String why) {
    return withDead(why, 0);
  }

  Health withDead(String why, int seconds) {
    return new Health(false, started, why, trouble, seconds);
  }

  Health withTrouble(PodMemory.@Nullable Failure why) {
    return new Health(ready, started, dead, ready ? null : why, graceSeconds);
  }
}
