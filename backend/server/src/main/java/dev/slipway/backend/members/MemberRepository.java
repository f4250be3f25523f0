package dev.slipway.backend.members;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class MemberRepository {
  /** With addresses, which tenants' own rights do not show: only this organization's. */
  private static final String LIST =
      """
      select p.id, p.name, p.email, m.role, m.created_at, coalesce(p.id = cast(:self as uuid), false) as self
        from membership m join person p on p.id = m.person_id
       where m.organization_id = :organization
         and (cast(:person as uuid) is null or p.id = :person)
       order by array_position(array['OWNER', 'ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER'], m.role), p.name, p.id
      """;

  /**
   * Two owners who take each other's role wait for each other; the second finds itself the last.
   */
  private static final String LOCK_OWNERS =
      """
      select person_id from membership where organization_id = :organization and role = 'OWNER'
       order by person_id for update
      """;

  private static final String INSERT =
      """
      insert into membership (organization_id, person_id, role, created_at)
      values (:organization, :person, :role, :now)
      on conflict do nothing
      """;

  private static final String CHANGE =
      "update membership set role = :role where organization_id = :organization and person_id = :person";

  private static final String REMOVE =
      "delete from membership where organization_id = :organization and person_id = :person";

  /** So that they do not live again should the person come back. */
  private static final String REVOKE_TOKENS =
      """
      update api_token set revoked_at = :now
       where organization_id = :organization and person_id = :person and kind = 'PERSONAL' and revoked_at is null
      """;

  private static final String REVOKE_INVITATIONS =
      """
      update invitation set revoked_at = :now
       where organization_id = :organization and invited_by = :person and used_at is null and revoked_at is null
      """;

  private static final String VOID_SIGN_INS =
      "update person set rights_epoch = rights_epoch + 1 where id = :person";

  private final Db db;

  MemberRepository(Db db) {
    this.db = db;
  }

  List<MemberView> list(OrganizationId organization, @Nullable PersonId self) {
    return list(organization, self, null);
  }

  Optional<MemberView> find(OrganizationId organization, PersonId person, @Nullable PersonId self) {
    return list(organization, self, person).stream().findFirst();
  }

  private List<MemberView> list(
      OrganizationId organization, @Nullable PersonId self, @Nullable PersonId person) {
    return db.system()
        .sql(LIST)
        .param("organization", organization.value())
        .param("person", person == null ? null : person.value())
        .param("self", self == null ? null : self.value())
        .query((row, _) -> read(row))
        .list();
  }

  /** Held for the rest of the transaction. */
  List<UUID> lockOwners(OrganizationId organization) {
    return db.in(organization)
        .sql(LOCK_OWNERS)
        .param("organization", organization.value())
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** False when they are a member already. */
  boolean insert(OrganizationId organization, PersonId person, Role role, Instant now) {
    return statement(INSERT, organization, person)
            .param("role", role.name())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void change(OrganizationId organization, PersonId person, Role role) {
    int _ = statement(CHANGE, organization, person).param("role", role.name()).update();
  }

  /** With their exceptions, their tokens here and their invitations. */
  void remove(OrganizationId organization, PersonId person, Instant now) {
    int _ = statement(REMOVE, organization, person).update();
    int _ = statement(REVOKE_TOKENS, organization, person).param("now", now.atOffset(UTC)).update();
    int _ =
        statement(REVOKE_INVITATIONS, organization, person)
            .param("now", now.atOffset(UTC))
            .update();
  }

  void voidSignIns(PersonId person) {
    int _ = db.system().sql(VOID_SIGN_INS).param("person", person.value()).update();
  }

  private StatementSpec statement(String sql, OrganizationId organization, PersonId person) {
    return db.in(organization)
        .sql(sql)
        .param("organization", organization.value())
        .param("person", person.value());
  }

  private static MemberView read(ResultSet row) throws SQLException {
    return new MemberView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("self"));
  }
}
