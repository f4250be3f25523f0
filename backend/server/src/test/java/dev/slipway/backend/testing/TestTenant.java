package dev.slipway.backend.testing;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.ProjectScope;
import dev.slipway.backend.security.TokenAuthenticator;
import java.util.concurrent.Callable;

/**
 * An organization with an owner, a project "shop" with environment "production", and in it a web
 * app "web".
 */
public final class TestTenant {
  private final Authorizer authorizer;
  private final TokenAuthenticator tokens;
  private final Rows rows;
  private final String token;

  TestTenant(Authorizer authorizer, TokenAuthenticator tokens, Rows rows, String token) {
    this.authorizer = authorizer;
    this.tokens = tokens;
    this.rows = rows;
    this.token = token;
  }

  record Rows(
      OrganizationId organization,
      String slug,
      PersonId person,
      ProjectId project,
      EnvironmentId environment,
      AppId app) {}

  public OrganizationId organization() {
    return rows.organization();
  }

  /** Name of the organization in addresses. */
  public String slug() {
    return rows.slug();
  }

  public PersonId person() {
    return rows.person();
  }

  public ProjectId project() {
    return rows.project();
  }

  public EnvironmentId environment() {
    return rows.environment();
  }

  public AppId app() {
    return rows.app();
  }

  /** An API token of the owner, for requests over HTTP and git. */
  public String token() {
    return token;
  }

  public Caller caller() {
    return new Caller.Token(rows.person(), rows.organization(), "Ada (test)", true);
  }

  /** Runs the action as this tenant's owner. */
  public <T> T as(Callable<T> action) {
    return as(new Principal(caller(), null, null), action);
  }

  /** Runs the action as somebody else, such as another member. */
  public <T> T as(Principal principal, Callable<T> action) {
    try {
      return tokens.as(principal, action);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public OrganizationScope organizationScope() {
    return as(() -> authorizer.organization(organization(), Permission.ORGANIZATION_READ));
  }

  public ProjectScope projectScope() {
    return as(() -> authorizer.project(project(), Permission.PROJECTS_READ));
  }

  public EnvironmentScope environmentScope() {
    return as(() -> authorizer.environment(environment(), Permission.PROJECTS_READ));
  }

  public AppScope appScope() {
    return as(() -> authorizer.app(app(), Permission.APPS_READ));
  }
}
