package dev.slipway.backend.singlesignon;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SignInChoice;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

@Repository
class SsoConnectionRepository {
  private static final String SELECT =
      """
      select c.*,
             array(select g.group_name from sso_group_role g
                    where g.organization_id = c.organization_id and g.connection_id = c.id order by g.group_name) as groups,
             array(select g.role from sso_group_role g
                    where g.organization_id = c.organization_id and g.connection_id = c.id order by g.group_name) as roles
        from sso_connection c
      """;

  private static final String LIST =
      SELECT + " where c.organization_id = :organization order by c.name, c.id";

  private static final String FIND =
      SELECT + " where c.organization_id = :organization and c.id = :id";

  private static final String FIND_ANYWHERE =
      SELECT
          + """
           join organization o on o.id = c.organization_id and o.deleted_at is null
           where c.id = :id and c.enabled
          """;

  private static final String CHOICES =
      """
      select c.id, c.name
        from sso_connection c join organization o on o.id = c.organization_id
       where o.slug = :slug and o.deleted_at is null and c.enabled
       order by c.name, c.id
      """;

  private static final String INSERT =
      """
      insert into sso_connection
        (id, organization_id, name, issuer, client_id, client_secret, group_claim, new_members_get, enabled, created_at)
      values (:id, :organization, :name, :issuer, :client, :secret, :claim, :new_members_get, :enabled, :created)
      """;

  private static final String UPDATE =
      """
      update sso_connection
         set name = :name, issuer = :issuer, client_id = :client, client_secret = :secret, group_claim = :claim,
             new_members_get = :new_members_get, enabled = :enabled
       where organization_id = :organization and id = :id
      """;

  private static final String REMOVE_GROUPS =
      "delete from sso_group_role where organization_id = :organization and connection_id = :id";

  private static final String ADD_GROUP =
      """
      insert into sso_group_role (organization_id, connection_id, group_name, role)
      values (:organization, :id, :group, :role)
      on conflict (organization_id, connection_id, group_name) do update set role = :role
      """;

  private static final String DELETE =
      "delete from sso_connection where organization_id = :organization and id = :id";

  private static final String OUTCOME =
      """
      update sso_connection
         set last_error = :error, last_used_at = case when cast(:error as text) is null then :now else last_used_at end
       where organization_id = :organization and id = :id
      """;

  private final Db db;

  SsoConnectionRepository(Db db) {
    this.db = db;
  }

  List<Connection> list(OrganizationId organization) {
    return db.in(organization)
        .sql(LIST)
        .param("organization", organization.value())
        .query((row, _) -> read(row))
        .list();
  }

  Optional<Connection> find(OrganizationId organization, UUID id) {
    return db.along(organization)
        .sql(FIND)
        .param("organization", organization.value())
        .param("id", id)
        .query((row, _) -> read(row))
        .optional();
  }

  /** For somebody who is nobody yet; only if it is enabled. */
  Optional<Connection> find(UUID id) {
    return db.system().sql(FIND_ANYWHERE).param("id", id).query((row, _) -> read(row)).optional();
  }

  List<SignInChoice> choices(String slug) {
    return db.system()
        .sql(CHOICES)
        .param("slug", slug)
        .query((row, _) -> {
          UUID id = row.getObject("id", UUID.class);
          return new SignInChoice(id, row.getString("name"), SsoPaths.begin(id));
        })
        .list();
  }

  /** False when the organization has one to the same client already. */
  boolean insert(Connection connection) {
    return write(INSERT, connection);
  }

  boolean update(Connection connection) {
    return write(UPDATE, connection);
  }

  private boolean write(String sql, Connection connection) {
    Role newMembersGet = connection.newMembersGet();
    try {
      var statement =
          db.in(connection.organization())
              .sql(sql)
              .param("id", connection.id())
              .param("organization", connection.organization().value())
              .param("name", connection.name())
              .param("issuer", connection.issuer())
              .param("client", connection.clientId())
              .param("secret", connection.clientSecret().bytes())
              .param("claim", connection.groupClaim())
              .param("new_members_get", newMembersGet == null ? null : newMembersGet.name())
              .param("enabled", connection.enabled())
              .param("created", connection.createdAt().atOffset(UTC));
      int _ = statement.update();
    } catch (DuplicateKeyException _) {
      return false;
    }
    replaceGroups(connection);
    return true;
  }

  private void replaceGroups(Connection connection) {
    UUID organization = connection.organization().value();
    int _ =
        db.in(connection.organization())
            .sql(REMOVE_GROUPS)
            .param("organization", organization)
            .param("id", connection.id())
            .update();
    for (GroupRole mapping : connection.groups()) {
      int _ =
          db.in(connection.organization())
              .sql(ADD_GROUP)
              .param("organization", organization)
              .param("id", connection.id())
              .param("group", mapping.group())
              .param("role", mapping.role().name())
              .update();
    }
  }

  boolean delete(OrganizationId organization, UUID id) {
    return db.in(organization)
            .sql(DELETE)
            .param("organization", organization.value())
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * @param error why a sign-in failed; null when it worked
   */
  void outcome(Connection connection, @Nullable String error, Instant now) {
    int _ =
        db.system()
            .sql(OUTCOME)
            .param("organization", connection.organization().value())
            .param("id", connection.id())
            .param("error", error)
            .param("now", now.atOffset(UTC))
            .update();
  }

  private static Connection read(ResultSet row) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    String newMembersGet = row.getString("new_members_get");
    return new Connection(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getString("name"),
        row.getString("issuer"),
        row.getString("client_id"),
        new Connection.Sealed(row.getBytes("client_secret")),
        row.getString("group_claim"),
        groups(row),
        newMembersGet == null ? null : Role.valueOf(newMembersGet),
        row.getBoolean("enabled"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        used == null ? null : used.toInstant(),
        row.getString("last_error"));
  }

  private static List<GroupRole> groups(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("groups").getArray();
    String[] roles = (String[]) row.getArray("roles").getArray();
    var groups = new ArrayList<GroupRole>();
    for (int i = 0; i < names.length; i++) {
      groups.add(new GroupRole(names[i], Role.valueOf(roles[i])));
    }
    return List.copyOf(groups);
  }
}
