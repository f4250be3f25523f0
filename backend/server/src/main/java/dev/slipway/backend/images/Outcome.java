package dev.slipway.backend.images;

import org.jspecify.annotations.Nullable;

/**
 * How asking a registry went.
 *
 * @param type null, as the sentence: well
 */
record Outcome(@Nullable String type, @Nullable String sentence) {
  static final Outcome WELL = new Outcome(null, null);

  static Outcome of(RegistryRefused refusal) {
    return new Outcome(refusal.type(), refusal.getMessage());
  }
}
