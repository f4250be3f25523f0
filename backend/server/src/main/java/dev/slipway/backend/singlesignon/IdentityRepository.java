package dev.slipway.backend.singlesignon;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Who somebody is for a provider, and what they are in the organization. */
@Repository
class IdentityRepository {
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended(cast(:issuer as text) || ' ' || cast(:subject as text), 0)) is null";

  private static final String PERSON =
      "select person_id from sso_identity where issuer = :issuer and subject = :subject limit 1";

  private static final String KNOWN =
      """
      select exists (select from sso_identity
                      where organization_id = :organization and issuer = :issuer and subject = :subject)
      """;

  private static final String EMAIL_TAKEN =
      """
      select exists (select from person p join membership m on m.person_id = p.id
                      where m.organization_id = :organization and p.email = lower(cast(:email as text)))
      """;

  private static final String ADD_PERSON =
      "insert into person (id, name, created_at) values (:person, :name, :now)";

  private static final String ROLE =
      "select role from membership where organization_id = :organization and person_id = :person for update";

  private static final String ADD_MEMBER =
      """
      insert into membership (organization_id, person_id, role, created_at)
      values (:organization, :person, :role, :now)
      """;

  private static final String CHANGE_ROLE =
      """
      update membership set role = :role
       where organization_id = :organization and person_id = :person and role <> 'OWNER'
      """;

  private static final String SEEN =
      """
      insert into sso_identity
        (organization_id, issuer, subject, person_id, email, created_at, last_used_at)
      values (:organization, :issuer, :subject, :person, :email, :now, :now)
      on conflict (organization_id, issuer, subject) do update set email = :email, last_used_at = :now
      """;

  private final Db db;

  IdentityRepository(Db db) {
    this.db = db;
  }

  /** Of two first sign-ins of the same person, one waits for the other. */
  void lock(String issuer, String subject) {
    Boolean _ =
        db.system()
            .sql(LOCK)
            .param("issuer", issuer)
            .param("subject", subject)
            .query(Boolean.class)
            .single();
  }

  Optional<PersonId> person(String issuer, String subject) {
    return db.system()
        .sql(PERSON)
        .param("issuer", issuer)
        .param("subject", subject)
        .query(UUID.class)
        .optional()
        .map(PersonId::new);
  }

  /** Whether they have signed in to this organization before. */
  boolean known(OrganizationId organization, String issuer, String subject) {
    return db.system()
        .sql(KNOWN)
        .param("organization", organization.value())
        .param("issuer", issuer)
        .param("subject", subject)
        .query(Boolean.class)
        .single();
  }

  /** By a member of this organization: of other accounts its provider must not learn. */
  boolean emailTaken(OrganizationId organization, String email) {
    return db.system()
        .sql(EMAIL_TAKEN)
        .param("organization", organization.value())
        .param("email", email)
        .query(Boolean.class)
        .single();
  }

  void addPerson(PersonId person, DisplayName name, Instant now) {
    int _ =
        db.system()
            .sql(ADD_PERSON)
            .param("person", person.value())
            .param("name", name.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  Optional<Role> role(OrganizationId organization, PersonId person) {
    return db.system()
        .sql(ROLE)
        .param("organization", organization.value())
        .param("person", person.value())
        .query(String.class)
        .optional()
        .map(Role::valueOf);
  }

  void addMember(OrganizationId organization, PersonId person, Role role, Instant now) {
    int _ =
        db.system()
            .sql(ADD_MEMBER)
            .param("organization", organization.value())
            .param("person", person.value())
            .param("role", role.name())
            .param("now", now.atOffset(UTC))
            .update();
  }

  void changeRole(OrganizationId organization, PersonId person, Role role) {
    int _ =
        db.system()
            .sql(CHANGE_ROLE)
            .param("organization", organization.value())
            .param("person", person.value())
            .param("role", role.name())
            .update();
  }

  void seen(
      OrganizationId organization,
      String issuer,
      String subject,
      PersonId person,
      @Nullable String email,
      Instant now) {
    int _ =
        db.system()
            .sql(SEEN)
            .param("organization", organization.value())
            .param("issuer", issuer)
            .param("subject", subject)
            .param("person", person.value())
            .param("email", email)
            .param("now", now.atOffset(UTC))
            .update();
  }
}
