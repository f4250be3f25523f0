package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/** Proof that the caller may act inside this project. Only {@link Authorizer} makes one. */
public final class ProjectScope {
  private final OrganizationScope within;
  private final ProjectId project;

  ProjectScope(OrganizationScope within, ProjectId project) {
    this.within = within;
    this.project = project;
  }

  public OrganizationId organization() {
    return within.organization();
  }

  public ProjectId project() {
    return project;
  }

  public Caller caller() {
    return within.caller();
  }

  /** Here; null for machines of the platform, which have no role. */
  public @Nullable Role role() {
    return within.role();
  }

  /** Whether the caller may do more here than what it was let in for. */
  public boolean may(Permission permission) {
    return within.may(permission);
  }

  /**
   * @throws dev.slipway.backend.kernel.Problem forbidden, with what is missing
   */
  public void require(Permission permission) {
    within.require(permission);
  }
}
