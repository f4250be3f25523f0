package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;

import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.ScopeView;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.quotas.Turns;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.OrganizationScope;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TokensController implements TokensApi {
  private final Authorizer authorizer;
  private final TokenService tokens;
  private final Turns turns;

  TokensController(Authorizer authorizer, TokenService tokens, Turns turns) {
    this.authorizer = authorizer;
    this.tokens = tokens;
    this.turns = turns;
  }

  @Override
  public List<ScopeView> scopes() {
    return ScopeWords.all();
  }

  @Override
  public List<TokenView> list(UUID organization) {
    return tokens.list(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ));
  }

  @Override
  public NewTokenView create(UUID organization, CreateToken request) {
    OrganizationScope scope =
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ);
    authorizer.requireFresh();
    TokenRules.Place place = place(scope, request);
    return turns.inTurn(scope.organization(), () -> tokens.create(scope, request, place));
  }

  /** Of this organization, and only what the caller sees. */
  private TokenRules.Place place(OrganizationScope scope, CreateToken request) {
    UUID project = request.project();
    UUID app = request.app();
    if (project != null
        && !authorizer
            .project(new ProjectId(project), PROJECTS_READ)
            .organization()
            .equals(scope.organization())) {
      throw Problem.notFound("project");
    }
    if (app == null) {
      return new TokenRules.Place(project, null);
    }
    AppScope of = authorizer.app(new AppId(app), APPS_READ);
    if (!of.organization().equals(scope.organization())
        || (project != null && !of.project().value().equals(project))) {
      throw Problem.notFound("app");
    }
    return new TokenRules.Place(of.project().value(), app);
  }

  @Override
  public void revoke(UUID organization, UUID token) {
    tokens.revoke(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ), token);
  }
}
