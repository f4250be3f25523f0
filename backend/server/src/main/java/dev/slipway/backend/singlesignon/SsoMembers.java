package dev.slipway.backend.singlesignon;

import dev.slipway.api.people.Role;
import dev.slipway.backend.events.Actor;
import dev.slipway.backend.events.AuditLog;
import dev.slipway.backend.events.Target;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.ClientAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds or makes the member somebody is for a provider, with the role their groups give. */
@Service
class SsoMembers {
  private final IdentityRepository identities;
  private final AuditLog audit;
  private final InstantSource clock;

  SsoMembers(IdentityRepository identities, AuditLog audit, InstantSource clock) {
    this.identities = identities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws SsoFailure account-link-required, removed or no-role; nothing is written then
   */
  @Transactional(rollbackFor = SsoFailure.class)
  public PersonId enter(Connection connection, Claims claims) throws SsoFailure {
    String issuer = connection.issuer();
    identities.lock(issuer, claims.subject());
    Optional<PersonId> known = identities.person(issuer, claims.subject());
    PersonId person = known.isPresent() ? known.get() : newPerson(connection, claims);
    member(connection, claims, person);
    seen(connection, claims, person);
    return person;
  }

  /**
   * Connects an account that exists: its owner has proved that it is theirs, and the provider who
   * they are there.
   *
   * @throws SsoFailure identity-taken when the provider's account is connected with another one
   */
  @Transactional(rollbackFor = SsoFailure.class)
  public void connect(Connection connection, Claims claims, PersonId person) throws SsoFailure {
    String issuer = connection.issuer();
    identities.lock(issuer, claims.subject());
    Optional<PersonId> known = identities.person(issuer, claims.subject());
    if (known.isPresent() && !known.get().equals(person)) {
      throw new SsoFailure(
          "identity-taken", "The account at the provider is connected with another one here.");
    }
    if (identities.role(connection.organization(), person).isEmpty()) {
      throw removed();
    }
    seen(connection, claims, person);
  }

  private PersonId newPerson(Connection connection, Claims claims) throws SsoFailure {
    String email = claims.email();
    if (email != null && identities.emailTaken(connection.organization(), email)) {
      // An e-mail proves nothing: the provider may let people choose any.
      throw new SsoFailure(
          "account-link-required",
          "Somebody with the e-mail of a member signed in. Its owner has to connect it in the"
              + " profile first.");
    }
    Instant now = clock.instant();
    var person = new PersonId(Uuids.next(now));
    // Without the e-mail: it would keep the address from whoever it belongs to.
    identities.addPerson(person, claims.name(), now);
    return person;
  }

  private void member(Connection connection, Claims claims, PersonId person) throws SsoFailure {
    OrganizationId organization = connection.organization();
    Set<String> groups = claims.groups(connection.groupClaim());
    Role current = identities.role(organization, person).orElse(null);
    if (current == null) {
      if (identities.known(organization, connection.issuer(), claims.subject())) {
        throw removed();
      }
      Role role = connection.role(groups).orElseThrow(SsoMembers::noRole);
      identities.addMember(organization, person, role, clock.instant());
      tell(connection, claims, person, null, role);
    } else if (current != Role.OWNER && connection.decidesRoles()) {
      Role role = connection.role(groups).orElseThrow(SsoMembers::noRole);
      if (role != current) {
        identities.changeRole(organization, person, role);
        tell(connection, claims, person, current, role);
      }
    }
  }

  /** The provider gave this role, not a person: the audit says so. */
  private void tell(
      Connection connection, Claims claims, PersonId person, @Nullable Role before, Role after) {
    audit.recordChange(
        connection.organization(),
        Actor.somebody("outside", "single sign-on " + connection.name(), ClientAddress.current()),
        before == null ? "members.join" : "members.change",
        Target.of("membership", person.value(), claims.name().value()),
        before == null ? "insert" : "update",
        Map.of("role", Arrays.<@Nullable Object>asList(before, after)));
  }

  private void seen(Connection connection, Claims claims, PersonId person) {
    identities.seen(
        connection.organization(),
        connection.issuer(),
        claims.subject(),
        person,
        claims.email(),
        clock.instant());
  }

  private static SsoFailure removed() {
    return new SsoFailure(
        "removed",
        "Somebody who was removed from the organization signed in. Invite them to let them in.");
  }

  private static SsoFailure noRole() {
    return new SsoFailure(
        "no-role", "Somebody signed in who is in none of the groups that have a role here.");
  }
}
