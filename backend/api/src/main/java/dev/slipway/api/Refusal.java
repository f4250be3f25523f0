package dev.slipway.api;

/**
 * What a call is refused with, for callers in the same process: an exception whose message is meant
 * for people.
 */
public interface Refusal {
  /** Proving again who is there makes the same call work. */
  String STEP_UP_REQUIRED = "step-up-required";

  /** Stable, as in the answers over HTTP, such as {@code not-found}. */
  String type();
}
