package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;

import dev.slipway.api.people.CreateOrganization;
import dev.slipway.api.people.OrganizationView;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.api.people.UpdateOrganization;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.OrganizationScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrganizationsController implements OrganizationsApi {
  private final Authorizer authorizer;
  private final OrganizationService organizations;

  OrganizationsController(Authorizer authorizer, OrganizationService organizations) {
    this.authorizer = authorizer;
    this.organizations = organizations;
  }

  @Override
  public OrganizationView create(CreateOrganization request) {
    return organizations.create(
        authorizer.self(), new Slug(request.slug()), new DisplayName(request.name()));
  }

  @Override
  public OrganizationView organization(UUID organization) {
    return organizations.organization(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ));
  }

  @Override
  public OrganizationView update(UUID organization, UpdateOrganization request) {
    return organizations.rename(
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_WRITE),
        new DisplayName(request.name()));
  }

  @Override
  public void delete(UUID organization) {
    OrganizationScope scope =
        authorizer.organization(new OrganizationId(organization), ORGANIZATION_WRITE);
    authorizer.requireFresh();
    organizations.delete(scope);
  }
}
