package dev.slipway.backend.security;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.kernel.VolumeId;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides. Each method answers with proof that the caller has this right there;
 * or with not-found, whether the thing does not exist or belongs to somebody else; or with
 * forbidden, when the caller sees it and may not do that.
 */
public interface Authorizer {
  /**
   * @throws dev.slipway.backend.kernel.Problem unauthenticated when nobody is signed in
   */
  Caller caller();

  OrganizationScope organization(OrganizationId id, Permission permission);

  ProjectScope project(ProjectId id, Permission permission);

  EnvironmentScope environment(EnvironmentId id, Permission permission);

  AppScope app(AppId id, Permission permission);

  AppScope deployment(DeploymentId id, Permission permission);

  AppScope build(BuildId id, Permission permission);

  /** The environment that a volume belongs to. */
  EnvironmentScope volume(VolumeId id, Permission permission);

  AppScope run(RunId id, Permission permission);

  /**
   * By the names of Slipway's git address {@code
   * /git/<organization>/<project>/<environment>/<app>.git}.
   */
  AppScope app(
      String organization, String project, String environment, String app, Permission permission);

  /** By the names that images of the built-in registry begin with. */
  ProjectScope project(String organization, String project, Permission permission);

  /** For what was verified by other means, such as a webhook's signature: acts on this app only. */
  AppScope onBehalfOf(Caller.Outside caller, AppId app);

  /** For the environment that was made beside an app's for a pull request to it. */
  EnvironmentScope previewOf(AppScope app, EnvironmentId preview);

  /**
   * The person who calls for themselves, wherever they belong: about their account, or to join an
   * organization.
   *
   * @throws dev.slipway.backend.kernel.Problem forbidden for machines, for tokens that leave
   *     something out, and for sign-ins a single sign-on confines to its organization
   */
  PersonId self();

  /**
   * The same, also for a sign-in a single sign-on confines: for what shows and changes nothing
   * beyond {@link #onlyIn()}.
   */
  PersonId selfWithin();

  /**
   * When the sign-in or token behind this caller ends by itself, if nothing extends it until then.
   * Empty for callers without one.
   */
  Optional<Instant> holdsUntil(Principal principal);

  /**
   * The one organization a token or a single sign-on lets its caller into; empty: all they belong
   * to.
   */
  Optional<OrganizationId> onlyIn();

  /**
   * For what cannot be undone, or lends the caller's rights: a sign-in needs a proof from the last
   * quarter hour. API tokens are exempt; they prove themselves with every call.
   *
   * @throws dev.slipway.backend.kernel.Problem step-up-required
   */
  void requireFresh();

  /**
   * @throws dev.slipway.backend.kernel.Problem forbidden unless the caller operates the platform
   */
  void requireOperator();

  /**
   * As {@link #requireOperator()}, for what is done to an organization from outside: its audit
   * tells of it. Opens nothing inside.
   */
  void requireOperator(OrganizationId organization);
}
