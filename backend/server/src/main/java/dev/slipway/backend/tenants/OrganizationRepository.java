package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.OrganizationView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.OrganizationScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class OrganizationRepository {
  private static final String OPERATES_OR_OWNS =
      """
      select exists (select from person where id = :person and operator)
             or exists (select from membership where person_id = :person and role = 'OWNER')
      """;

  private static final String FIND =
      """
      select o.id, o.slug, o.name, o.created_at,
             (select count(*) from membership m where m.organization_id = o.id) as members,
             (select count(*) from project p where p.organization_id = o.id and p.deleted_at is null) as projects
        from organization o
       where o.id = :organization and o.deleted_at is null
      """;

  private static final String RENAME =
      "update organization set name = :name where id = :organization and deleted_at is null";

  /** Whoever makes a project in it meanwhile waits for us. */
  private static final String LOCK =
      "select id from organization where id = :organization and deleted_at is null for update";

  private static final String HAS_PROJECTS =
      "select exists (select from project where organization_id = :organization and deleted_at is null)";

  private static final String DELETE =
      "update organization set deleted_at = :now where id = :organization";

  private static final String REVOKE_TOKENS =
      "update api_token set revoked_at = :now where organization_id = :organization and revoked_at is null";

  private static final String REVOKE_INVITATIONS =
      """
      update invitation set revoked_at = :now
       where organization_id = :organization and used_at is null and revoked_at is null
      """;

  private static final String END_MEMBERSHIPS =
      "delete from membership where organization_id = :organization";

  /** What was encrypted with it is unreadable from now on, also in backups of the tables. */
  private static final String FORGET_KEYS =
      "delete from organization_keyset where organization_id = :organization";

  private final Db db;

  OrganizationRepository(Db db) {
    this.db = db;
  }

  boolean operatesOrOwns(PersonId person) {
    return db.system()
        .sql(OPERATES_OR_OWNS)
        .param("person", person.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * @param role the caller's, for the answer
   */
  Optional<OrganizationView> find(OrganizationId organization, Role role) {
    return statement(FIND, organization).query((row, _) -> read(row, role)).optional();
  }

  void rename(OrganizationScope scope, DisplayName name) {
    int _ = statement(RENAME, scope.organization()).param("name", name.value()).update();
  }

  /** False when it has projects. Holds it for the rest of the transaction. */
  boolean lockIfEmpty(OrganizationScope scope) {
    Optional<UUID> locked = statement(LOCK, scope.organization()).query(UUID.class).optional();
    return locked.isPresent()
        && !statement(HAS_PROJECTS, scope.organization()).query(Boolean.class).single();
  }

  void delete(OrganizationScope scope, Instant now) {
    OrganizationId organization = scope.organization();
    int _ = statement(DELETE, organization).param("now", now.atOffset(UTC)).update();
    int _ = statement(REVOKE_TOKENS, organization).param("now", now.atOffset(UTC)).update();
    int _ = statement(REVOKE_INVITATIONS, organization).param("now", now.atOffset(UTC)).update();
    int _ = statement(END_MEMBERSHIPS, organization).update();
    int _ = statement(FORGET_KEYS, organization).update();
  }

  private StatementSpec statement(String sql, OrganizationId organization) {
    return db.in(organization).sql(sql).param("organization", organization.value());
  }

  private static OrganizationView read(ResultSet row, Role role) throws SQLException {
    return new OrganizationView(
        row.getObject("id", UUID.class),
        row.getString("slug"),
        row.getString("name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        role,
        row.getInt("members"),
        row.getInt("projects"));
  }
}
