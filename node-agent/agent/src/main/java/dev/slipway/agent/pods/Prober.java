package dev.slipway.agent.pods;

import dev.slipway.protocol.Probe;

/** Asks an app how it is. */
interface Prober {
  Check check(Probe probe, String address, String container) throws InterruptedException;

  /**
   * The answer.
   *
   * @param reached false when nothing could be connected to
   * @param detail for people, such as "answered 500"
   */
  record Check(boolean ok, boolean reached, String detail) {}
}
