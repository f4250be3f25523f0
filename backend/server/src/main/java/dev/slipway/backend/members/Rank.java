package dev.slipway.backend.members;

import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Nobody touches somebody above themselves, and nobody makes one. */
final class Rank {
  private Rank() {}

  /**
   * @param actor null for machines of the platform, which have no rank
   * @throws Problem forbidden
   */
  static void mayTouch(@Nullable Role actor, Role member) {
    if (actor == null || !actor.atLeast(member)) {
      throw Problem.forbidden(
          "This is about an %s, who is above your own role. Ask an owner.".formatted(word(member)));
    }
  }

  /**
   * @throws Problem forbidden
   */
  static void mayGive(@Nullable Role actor, Role given) {
    if (actor == null || !actor.atLeast(given)) {
      throw Problem.forbidden(
          "You cannot give the role %s, which is above your own. Ask an owner."
              .formatted(word(given)));
    }
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
