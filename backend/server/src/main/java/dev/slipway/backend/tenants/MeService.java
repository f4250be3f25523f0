package dev.slipway.backend.tenants;

import dev.slipway.api.people.MeView;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.tenants.TenantRepository.Person;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class MeService {
  private final TenantRepository tenants;
  private final OrganizationService organizations;

  MeService(TenantRepository tenants, OrganizationService organizations) {
    this.tenants = tenants;
    this.organizations = organizations;
  }

  /** A machine is nobody: it has a name, its organization, and its own role there. */
  @Transactional(readOnly = true)
  public MeView ofMachine(Caller.Token caller, UUID token) {
    return new MeView(token, caller.name(), null, false, false, tenants.membershipOfMachine(token));
  }

  /** A pod belongs to its app, and to no organization as people do. */
  MeView ofPod(Caller.Pod caller, UUID token) {
    return new MeView(token, caller.name(), null, false, false, List.of());
  }

  /**
   * @param onlyIn the organization of a token or of a single sign-on; null for all
   * @param whole whether the caller is all the person is: not vouched for by one organization
   */
  @Transactional(readOnly = true)
  public MeView of(PersonId id, @Nullable OrganizationId onlyIn, boolean whole) {
    Person person = tenants.person(id).orElseThrow(CurrentCaller::nobody);
    return new MeView(
        id.value(),
        person.name(),
        person.email(),
        person.operator() && whole,
        whole && organizations.mayCreate(id),
        tenants.memberships(id, onlyIn));
  }

  @Transactional
  public void rename(PersonId id, DisplayName name) {
    tenants.rename(id, name);
  }
}
