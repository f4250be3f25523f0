package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do at one place: what the role there may, less what a token leaves out, less
 * what a protected environment keeps for others.
 *
 * @param role null for machines of the platform, which have the one right they came for
 * @param given what a caller without a role may
 * @param scopes of an API token; null when it leaves nothing out
 * @param around true at an organization which a token for one project looks into
 * @param protectedFor roles the environment is kept for, beside owners; null when it is not
 */
record Rights(
    @Nullable Role role,
    Set<Permission> given,
    @Nullable Set<String> scopes,
    boolean around,
    @Nullable Set<Role> protectedFor) {

  /** Of somebody who was verified by other means, for this alone. */
  static Rights only(Permission... permissions) {
    return new Rights(null, Set.of(permissions), null, false, null);
  }

  boolean may(Permission permission) {
    return refusal(permission).isEmpty();
  }

  /**
   * @throws Problem forbidden, with what is missing
   */
  void require(Permission permission) {
    refusal(permission)
        .ifPresent(problem -> {
          throw problem;
        });
  }

  /**
   * For what everybody may do for themselves, whatever their role: not with a token that leaves it
   * out.
   *
   * @throws Problem forbidden, with what is missing
   */
  void requireOfToken(Permission permission) {
    if (leavesOut(permission)) {
      throw insufficient(permission);
    }
  }

  private boolean leavesOut(Permission permission) {
    return scopes != null && !scopes.contains(permission.scope());
  }

  private Optional<Problem> refusal(Permission permission) {
    if (!(role == null ? given : RolePermissions.of(role)).contains(permission)) {
      return forbidden(
          "This needs the right %s, which %s has not. Ask an owner or admin of the organization."
              .formatted(
                  permission.scope(), role == null ? "the caller" : "the role " + word(role)));
    }
    if (leavesOut(permission)) {
      return Optional.of(insufficient(permission));
    }
    if (around && !RolePermissions.AROUND_A_PROJECT.contains(permission)) {
      return forbidden("This API token is for one project and may do this in no other place.");
    }
    if (protectedFor != null
        && role != null
        && role != Role.OWNER
        && RolePermissions.GUARDED.contains(permission)
        && !protectedFor.contains(role)) {
      return forbidden(
          "This environment is protected: only %s may change what runs in it."
              .formatted(
                  protectedFor.stream()
                          .sorted()
                          .map(some -> word(some) + "s and ")
                          .collect(Collectors.joining())
                      + "owners"));
    }
    return Optional.empty();
  }

  private static Optional<Problem> forbidden(String sentence) {
    return Optional.of(Problem.forbidden(sentence));
  }

  private static Problem insufficient(Permission permission) {
    return Problem.of(
        Problem.Kind.FORBIDDEN,
        "insufficient-scope",
        "This API token has no scope %s. Create one that has.".formatted(permission.scope()));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
