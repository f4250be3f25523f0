package dev.slipway.api.apps;

/** Whom a machine ends first when its memory runs short. */
public enum QosClass {
  /** Books all it may use: last. */
  GUARANTEED,
  /** Books a part: the larger that is, the later. */
  BURSTABLE,
  /** Books nothing: first. */
  BEST_EFFORT
}
