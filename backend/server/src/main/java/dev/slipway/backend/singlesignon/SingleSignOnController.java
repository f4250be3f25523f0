package dev.slipway.backend.singlesignon;

import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;

import dev.slipway.api.people.ConnectionCheck;
import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.SignInChoice;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.signin.Oneself;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SingleSignOnController implements SingleSignOnApi {
  private final Authorizer authorizer;
  private final Oneself oneself;
  private final SingleSignOn settings;
  private final Journeys journeys;

  SingleSignOnController(
      Authorizer authorizer, Oneself oneself, SingleSignOn settings, Journeys journeys) {
    this.authorizer = authorizer;
    this.oneself = oneself;
    this.settings = settings;
    this.journeys = journeys;
  }

  @Override
  public List<ConnectionView> list(UUID organization) {
    return settings.list(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ));
  }

  @Override
  public ConnectionView create(UUID organization, ConnectionSettings request) {
    return settings.create(freshOwner(organization), request);
  }

  @Override
  public ConnectionView update(UUID organization, UUID connection, ConnectionSettings request) {
    return settings.update(freshOwner(organization), connection, request);
  }

  @Override
  public void delete(UUID organization, UUID connection) {
    settings.delete(freshOwner(organization), connection);
  }

  @Override
  public ConnectionCheck check(UUID organization, UUID connection) {
    return settings.check(owner(organization), connection);
  }

  @Override
  public SignInChoice connect(UUID organization, UUID connection) {
    OrganizationScope scope =
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ);
    SignInChoice choice = settings.choice(scope, connection);
    Oneself.Here here = oneself.withOwnFactors();
    authorizer.requireFresh();
    String invitation = journeys.invite(scope.organization(), connection, here);
    return new SignInChoice(connection, choice.name(), choice.path() + "?connect=" + invitation);
  }

  @Override
  public List<SignInChoice> choices(String slug) {
    return settings.choices(slug);
  }

  private OrganizationScope owner(UUID organization) {
    return authorizer.organization(new OrganizationId(organization), ORGANIZATION_WRITE);
  }

  /** Who sets up the provider decides who everybody is. */
  private OrganizationScope freshOwner(UUID organization) {
    OrganizationScope scope = owner(organization);
    authorizer.requireFresh();
    return scope;
  }
}
