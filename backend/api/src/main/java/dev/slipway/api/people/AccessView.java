package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may what in a project, and why. */
public record AccessView(UUID project, List<EnvironmentAccess> environments, List<Access> members) {

  /**
   * @param protectedFor the roles that may change what runs there, beside owners; null: whoever may
   *     do so elsewhere
   */
  public record EnvironmentAccess(
      UUID environment, String slug, @Nullable List<Role> protectedFor) {}

  /**
   * One member.
   *
   * @param organizationRole theirs in the whole organization
   * @param exception theirs in this project; null: the organization's counts
   * @param environments their exceptions in single environments
   * @param effective their role in each environment, in the order of {@link #environments}
   */
  public record Access(
      UUID person,
      String name,
      @Nullable String email,
      Role organizationRole,
      @Nullable AccessRole exception,
      List<EnvironmentException> environments,
      List<EffectiveRole> effective) {}

  public record EnvironmentException(UUID environment, AccessRole role) {}

  /**
   * @param role null: they do not see the project
   * @param from where it was given
   * @param mayDeploy whether they may change what runs there, which protection may forbid
   */
  public record EffectiveRole(
      UUID environment, @Nullable Role role, From from, boolean mayDeploy) {}

  /** Where a role was given. */
  public enum From {
    ORGANIZATION,
    PROJECT,
    ENVIRONMENT
  }
}
