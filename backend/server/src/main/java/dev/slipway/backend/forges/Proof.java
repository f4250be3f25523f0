package dev.slipway.backend.forges;

/** Whether a delivery was signed by somebody who has the secret. */
public enum Proof {
  GENUINE,
  WRONG,
  /** The signature is right and its time is not: recorded long ago, or a clock is wrong. */
  STALE
}
