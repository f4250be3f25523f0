package dev.slipway.agent.pods;

import dev.slipway.protocol.Probe;

/** Asks an app how it is. */
interface Prober {
  Check check(Probe probe, String address, String container) throws InterruptedException;

  /** Bytes that the container wrote on top of its image; 0 when that is not known. */
  default long written(String container) {
    return 0;
  }

  /**
   * The answer.
   *
   * @param reached false when nothing could be connected to
   * @param detail for people, such as "answered 500"
   * @param known false when it could not even be asked: then nothing follows from it
   */
  record Check(boolean ok, boolean reached, String detail, boolean known) {
    Check(boolean ok, boolean reached, String detail) {
      this(ok, reached, detail, true);
    }

    static Check unknown(String detail) {
      return new Check(false, true, detail, false);
    }
  }
}
