package dev.slipway.backend.agents;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as agents write them. */
final class Ids {
  private Ids() {}

  /** Null when it is none: an agent's mistake must not cost what else it said. */
  static @Nullable UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
