package dev.slipway.console.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;

/** What became of a delivery, as a badge. */
final class VerdictBadge {
  private VerdictBadge() {}

  static StatusBadge of(Verdict verdict) {
    return new StatusBadge(word(verdict), tone(verdict));
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case WAITING -> "Waiting";
      case DEPLOYED -> "Deployed";
      case SKIPPED -> "Skipped";
      case SUPERSEDED -> "Superseded";
      case DUPLICATE -> "Duplicate";
      case BAD_SIGNATURE -> "Bad signature";
      case FAILED -> "Failed";
      case AWAITING_APPROVAL -> "Needs approval";
      case POLLED -> "Found by poll";
    };
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case WAITING -> Tone.BUSY;
      case DEPLOYED, POLLED -> Tone.GOOD;
      case SKIPPED, SUPERSEDED, DUPLICATE -> Tone.UNKNOWN;
      case BAD_SIGNATURE, FAILED -> Tone.BAD;
      case AWAITING_APPROVAL -> Tone.WAIT;
    };
  }
}
