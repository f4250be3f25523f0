package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;

import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TokensController implements TokensApi {
  private final Authorizer authorizer;
  private final TokenService tokens;

  TokensController(Authorizer authorizer, TokenService tokens) {
    this.authorizer = authorizer;
    this.tokens = tokens;
  }

  @Override
  public List<TokenView> list(UUID organization) {
    return tokens.list(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ));
  }

  @Override
  public NewTokenView create(UUID organization, CreateToken request) {
    return tokens.create(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ), request);
  }

  @Override
  public void revoke(UUID organization, UUID token) {
    tokens.revoke(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ), token);
  }
}
