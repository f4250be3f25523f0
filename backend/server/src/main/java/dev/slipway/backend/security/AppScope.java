package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/** Proof that the caller may act on this app. Only {@link Authorizer} makes one. */
public final class AppScope {
  private final EnvironmentScope within;
  private final AppId app;

  AppScope(EnvironmentScope within, AppId app) {
    this.within = within;
    this.app = app;
  }

  EnvironmentScope within() {
    return within;
  }

  public OrganizationId organization() {
    return within.organization();
  }

  public ProjectId project() {
    return within.project();
  }

  public EnvironmentId environment() {
    return within.environment();
  }

  public AppId app() {
    return app;
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
