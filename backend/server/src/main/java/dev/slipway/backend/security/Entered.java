package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which organization this thread has entered last: for those who keep books of what was done, and
 * have no scope in hand.
 */
public final class Entered {
  private static final ThreadLocal<@Nullable Where> LAST = new ThreadLocal<>();

  private record Where(OrganizationId organization, @Nullable UUID project, @Nullable UUID app) {}

  private Entered() {}

  static void note(OrganizationId organization, @Nullable UUID project, @Nullable UUID app) {
    LAST.set(new Where(organization, project, app));
  }

  /** For doors that let in without a scope, such as by an invitation. */
  public static void note(OrganizationId organization) {
    note(organization, null, null);
  }

  public static Optional<OrganizationId> last() {
    return Optional.ofNullable(LAST.get()).map(Where::organization);
  }

  public static Optional<UUID> project() {
    return Optional.ofNullable(LAST.get()).map(Where::project);
  }

  public static Optional<UUID> app() {
    return Optional.ofNullable(LAST.get()).map(Where::app);
  }

  public static void forget() {
    LAST.remove();
  }
}
