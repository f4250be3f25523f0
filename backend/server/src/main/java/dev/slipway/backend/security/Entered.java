package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which organization this thread has entered last: for those who keep books of what was done, and
 * have no scope in hand.
 */
public final class Entered {
  private static final ThreadLocal<@Nullable OrganizationId> LAST = new ThreadLocal<>();

  private Entered() {}

  /** For who is let in without a scope, such as by an invitation. */
  public static void note(OrganizationId organization) {
    LAST.set(organization);
  }

  public static Optional<OrganizationId> last() {
    return Optional.ofNullable(LAST.get());
  }

  public static void forget() {
    LAST.remove();
  }
}
