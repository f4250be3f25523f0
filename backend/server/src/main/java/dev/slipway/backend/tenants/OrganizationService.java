package dev.slipway.backend.tenants;

import dev.slipway.api.people.OrganizationView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.OrganizationScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Organizations come and go. */
@Service
public class OrganizationService {
  private final OrganizationRepository organizations;
  private final TenantRepository tenants;
  private final OrganizationProperties settings;
  private final InstantSource clock;

  OrganizationService(
      OrganizationRepository organizations,
      TenantRepository tenants,
      OrganizationProperties settings,
      InstantSource clock) {
    this.organizations = organizations;
    this.tenants = tenants;
    this.settings = settings;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public boolean mayCreate(PersonId person) {
    return settings.open() || organizations.operatesOrOwns(person);
  }

  /** Who makes it owns it. */
  @Transactional
  public OrganizationView create(PersonId person, Slug slug, DisplayName name) {
    if (!mayCreate(person)) {
      throw Problem.forbidden(
          "Only operators and owners make organizations here. Ask one of them to make it and to invite you.");
    }
    Instant now = clock.instant();
    var id = new OrganizationId(Uuids.next(now));
    if (!tenants.insertOrganization(id, slug, name, now)) {
      throw Problem.conflict("name-taken", "The name %s is taken. Choose another.".formatted(slug));
    }
    tenants.insertOwner(id, person, now);
    Entered.note(id);
    return organizations.find(id, Role.OWNER).orElseThrow();
  }

  @Transactional(readOnly = true)
  public OrganizationView organization(OrganizationScope scope) {
    Role role = Objects.requireNonNullElse(scope.role(), Role.VIEWER);
    return organizations
        .find(scope.organization(), role)
        .orElseThrow(() -> Problem.notFound("organization"));
  }

  @Transactional
  public OrganizationView rename(OrganizationScope scope, DisplayName name) {
    organizations.rename(scope, name);
    return organization(scope);
  }

  /** Members, tokens, invitations and the key of its secrets go; its history stays. */
  @Transactional
  public void delete(OrganizationScope scope) {
    if (!organizations.lockIfEmpty(scope)) {
      throw Problem.conflict(
          "organization-not-empty", "The organization has projects. Delete them first.");
    }
    organizations.delete(scope, clock.instant());
  }
}
