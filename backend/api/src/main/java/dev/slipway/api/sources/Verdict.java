package dev.slipway.api.sources;

/** What became of a delivery. */
public enum Verdict {
  /** Kept; it will be dealt with in a moment. */
  WAITING,
  DEPLOYED,
  /** Nothing to do; the reason says why. */
  SKIPPED,
  /** A newer push to the same branch had arrived. */
  SUPERSEDED,
  /** It came again; the first one counts. */
  DUPLICATE,
  BAD_SIGNATURE,
  FAILED,
  /** A pull request from a fork: somebody who may deploy has to approve it. */
  AWAITING_APPROVAL,
  /** Found by looking at the branch, not told by a delivery. */
  POLLED
}
