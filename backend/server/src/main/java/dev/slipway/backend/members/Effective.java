package dev.slipway.backend.members;

import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView.EffectiveRole;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.AccessView.From;
import dev.slipway.api.people.Role;
import dev.slipway.backend.members.AccessRepository.RoleException;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.RolePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which role somebody has in a project, and where it comes from: what the authorizer's statement
 * finds, told to people.
 */
final class Effective {
  private Effective() {}

  /**
   * @param role null: they do not see it
   */
  record Given(@Nullable Role role, From from) {}

  /** Owners and admins keep theirs; else the nearest counts, and a hidden project is hidden. */
  static Given role(Role inOrganization, List<RoleException> theirs, @Nullable UUID environment) {
    if (inOrganization.atLeast(Role.ADMIN)) {
      return new Given(inOrganization, From.ORGANIZATION);
    }
    Optional<RoleException> inProject = at(theirs, null);
    if (inProject.filter(one -> one.role() == AccessRole.NONE).isPresent()) {
      return new Given(null, From.PROJECT);
    }
    if (environment != null) {
      Optional<RoleException> near = at(theirs, environment);
      if (near.isPresent()) {
        return new Given(role(near.get().role()), From.ENVIRONMENT);
      }
    }
    return inProject
        .map(one -> new Given(role(one.role()), From.PROJECT))
        .orElseGet(() -> new Given(inOrganization, From.ORGANIZATION));
  }

  static EffectiveRole at(
      EnvironmentAccess environment, Role inOrganization, List<RoleException> theirs) {
    Given given = role(inOrganization, theirs, environment.environment());
    Role role = given.role();
    List<Role> only = environment.protectedFor();
    boolean deploys =
        role != null
            && RolePermissions.of(role).contains(Permission.DEPLOYMENTS_WRITE)
            && (only == null || role == Role.OWNER || only.contains(role));
    return new EffectiveRole(environment.environment(), role, given.from(), deploys);
  }

  static @Nullable Role role(AccessRole role) {
    return switch (role) {
      case ADMIN -> Role.ADMIN;
      case DEVELOPER -> Role.DEVELOPER;
      case DEPLOYER -> Role.DEPLOYER;
      case VIEWER -> Role.VIEWER;
      case NONE -> null;
    };
  }

  private static Optional<RoleException> at(
      List<RoleException> theirs, @Nullable UUID environment) {
    return theirs.stream()
        .filter(one -> Objects.equals(one.environment(), environment))
        .findFirst();
  }
}
