package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.security.CappedRole;
import dev.slipway.backend.security.RolePermissions;
import dev.slipway.backend.signin.Email;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TenantRepository {
  private static final String INSERT_ORGANIZATION =
      """
      insert into organization (id, slug, name, created_at) values (:id, :slug, :name, :now)
      on conflict (slug) do nothing
      """;

  private static final String INSERT_PERSON =
      "insert into person (id, name, operator, created_at) values (:id, :name, true, :now)";

  private static final String INSERT_OWNER =
      """
      insert into membership (organization_id, person_id, role, created_at)
      values (:organization, :person, 'OWNER', :now)
      """;

  /** The first of each: what the first start made. */
  private static final String FIRST_OWNER =
      """
      select m.organization_id, m.person_id
        from membership m join person p on p.id = m.person_id
       where m.role = 'OWNER' and p.operator
       order by m.created_at
       limit 1
      """;

  private static final String RENAME = "update organization set name = :name where id = :id";

  private static final String RENAME_PERSON = "update person set name = :name where id = :id";

  private static final String GIVE_PASSWORD =
      """
      update person set email = :email, name = :name, password_hash = :hash, rights_epoch = rights_epoch + 1
       where id = :id
      """;

  private static final String PERSON =
      "select id, name, email, operator from person where id = :id";

  private static final String MEMBERSHIPS =
      """
      select o.id, o.slug, o.name, m.role
        from membership m join organization o on o.id = m.organization_id and o.deleted_at is null
       where m.person_id = :person and (cast(:only_in as uuid) is null or o.id = :only_in)
       order by o.slug
      """;

  private static final String MEMBERSHIP_OF_MACHINE =
      """
      select o.id, o.slug, o.name, %s as role
        from api_token t
        join organization o on o.id = t.organization_id and o.deleted_at is null
        join membership m on m.organization_id = t.organization_id and m.person_id = t.person_id
       where t.id = :token and t.role is not null
      """
          .formatted(CappedRole.SQL);

  private final Db db;

  TenantRepository(Db db) {
    this.db = db;
  }

  /** False when the slug is taken, also by one that is gone. */
  boolean insertOrganization(OrganizationId id, Slug slug, DisplayName name, Instant now) {
    return db.system()
            .sql(INSERT_ORGANIZATION)
            .param("id", id.value())
            .param("slug", slug.value())
            .param("name", name.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void insertOperator(PersonId person, DisplayName name, Instant now) {
    int _ =
        db.system()
            .sql(INSERT_PERSON)
            .param("id", person.value())
            .param("name", name.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  void insertOwner(OrganizationId organization, PersonId person, Instant now) {
    int _ =
        db.system()
            .sql(INSERT_OWNER)
            .param("organization", organization.value())
            .param("person", person.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  Optional<Owner> firstOwner() {
    return db.system()
        .sql(FIRST_OWNER)
        .query((row, _) ->
            new Owner(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class))))
        .optional();
  }

  void rename(OrganizationId organization, DisplayName name) {
    int _ =
        db.system()
            .sql(RENAME)
            .param("id", organization.value())
            .param("name", name.value())
            .update();
  }

  void rename(PersonId person, DisplayName name) {
    int _ =
        db.system()
            .sql(RENAME_PERSON)
            .param("id", person.value())
            .param("name", name.value())
            .update();
  }

  void givePassword(PersonId person, Email email, DisplayName name, String hash) {
    int _ =
        db.system()
            .sql(GIVE_PASSWORD)
            .param("id", person.value())
            .param("email", email.value())
            .param("name", name.value())
            .param("hash", hash)
            .update();
  }

  Optional<Person> person(PersonId id) {
    return db.system()
        .sql(PERSON)
        .param("id", id.value())
        .query((row, _) ->
            new Person(
                id, row.getString("name"), row.getString("email"), row.getBoolean("operator")))
        .optional();
  }

  List<MembershipView> memberships(PersonId person, @Nullable OrganizationId onlyIn) {
    return db.system()
        .sql(MEMBERSHIPS)
        .param("person", person.value())
        .param("only_in", onlyIn == null ? null : onlyIn.value())
        .query((row, _) -> membership(row))
        .list();
  }

  List<MembershipView> membershipOfMachine(UUID token) {
    return db.system()
        .sql(MEMBERSHIP_OF_MACHINE)
        .param("token", token)
        .query((row, _) -> membership(row))
        .list();
  }

  private static MembershipView membership(ResultSet row) throws SQLException {
    Role role = Role.valueOf(row.getString("role"));
    return new MembershipView(
        row.getObject("id", UUID.class),
        row.getString("slug"),
        row.getString("name"),
        role,
        RolePermissions.scopesOf(role));
  }

  record Owner(OrganizationId organization, PersonId person) {}

  record Person(PersonId id, String name, @Nullable String email, boolean operator) {}
}
