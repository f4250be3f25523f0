package dev.slipway.backend.security;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;

/**
 * The one place that decides. Each method answers with proof, or with not-found, whether the thing
 * does not exist or belongs to somebody else.
 */
public interface Authorizer {
  /**
   * @throws dev.slipway.backend.kernel.Problem unauthenticated when nobody is signed in
   */
  Caller caller();

  OrganizationScope organization(OrganizationId id);

  ProjectScope project(ProjectId id);

  EnvironmentScope environment(EnvironmentId id);

  AppScope app(AppId id);

  AppScope deployment(DeploymentId id);

  AppScope build(BuildId id);

  /**
   * By the names of Slipway's git address {@code
   * /git/<organization>/<project>/<environment>/<app>.git}.
   */
  AppScope app(String organization, String project, String environment, String app);

  /** For what was verified by other means, such as a webhook's signature: acts on this app only. */
  AppScope onBehalfOf(Caller.Outside caller, AppId app);

  /**
   * @throws dev.slipway.backend.kernel.Problem forbidden unless the caller operates the platform
   */
  void requireOperator();
}
