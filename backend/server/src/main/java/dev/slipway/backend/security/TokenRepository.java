package dev.slipway.backend.security;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TokenRepository {
  /**
   * With its owner's rights of this moment: who left the organization has no token there any more,
   * nor has a machine they made one for.
   */
  private static final String FIND =
      """
      select t.id, t.organization_id, t.person_id, t.name, t.kind, p.name as owner, a.slug as app, t.last_used_at,
             p.operator and t.kind = 'PERSONAL' and t.project_id is null and coalesce('platform:operate' = any(t.scopes), true) as operator,
             cast(null as uuid) as pod_of
        from api_token t
        join person p on p.id = t.person_id
        left join app a on a.organization_id = t.organization_id and a.id = t.app_id
        join membership m on m.organization_id = t.organization_id and m.person_id = t.person_id
       where t.hash = :hash and t.revoked_at is null and t.expires_at > now()
         and a.deleted_at is null
      """;

  /** Whichever it is, of a person or machine or of a pod: no prefix tells a pod's from another. */
  private static final String FIND_ANY =
      FIND
          + """
          union all
          select k.id, k.organization_id, null, p.name, 'WORKLOAD', null, a.slug, null, false, k.app_id
            from pod_token k
            join pod p on p.organization_id = k.organization_id and p.id = k.pod_id
            join app a on a.organization_id = k.organization_id and a.id = k.app_id
           where k.hash = :hash and
          """
          + PodTokenRepository.HOLDS;

  private static final String FIND_BY_ID = FIND.replace("t.hash = :hash", "t.id = :id");

  private static final String USED =
      "update api_token set last_used_at = :now, last_used_address = :address where id = :id";

  private static final String INSERT =
      """
      insert into api_token (id, organization_id, person_id, name, kind, role, scopes, project_id, app_id, hash,
                             last4, created_at, expires_at)
      values (:id, :organization, :person, :name, :kind, :role, cast(:scopes as text[]), :project, :app, :hash,
              :last4, :now, :expires)
      """;

  private final Db db;

  TokenRepository(Db db) {
    this.db = db;
  }

  Optional<Found> find(byte[] hash) {
    return db.system().sql(FIND_ANY).param("hash", hash).query((row, _) -> read(row)).optional();
  }

  Optional<Found> find(UUID id) {
    return db.system().sql(FIND_BY_ID).param("id", id).query((row, _) -> read(row)).optional();
  }

  void used(UUID token, String address, Instant now) {
    int _ =
        db.system()
            .sql(USED)
            .param("id", token)
            .param("address", address)
            .param("now", now.atOffset(UTC))
            .update();
  }

  void insert(NewToken token) {
    TokenRights rights = token.rights();
    Role role = rights.role();
    Set<String> scopes = rights.scopes();
    int _ =
        db.system()
            .sql(INSERT)
            .param("id", token.id())
            .param("organization", token.organization().value())
            .param("person", token.owner().value())
            .param("name", token.name())
            .param("kind", rights.kind().name())
            .param("role", role == null ? null : role.name())
            .param("scopes", scopes == null ? null : SqlArray.of(scopes.stream()))
            .param("project", rights.project())
            .param("app", rights.app())
            .param("hash", TokenFormat.hash(token.secret()))
            .param("last4", token.secret().substring(token.secret().length() - 4))
            .param("now", token.createdAt().atOffset(UTC))
            .param("expires", token.expiresAt().atOffset(UTC))
            .update();
  }

  private static Found read(ResultSet row) throws SQLException {
    var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
    return new Found(
        row.getObject("id", UUID.class),
        caller(row),
        lastUsed == null ? null : lastUsed.toInstant());
  }

  private static Caller caller(ResultSet row) throws SQLException {
    var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
    var kind = TokenKind.valueOf(row.getString("kind"));
    UUID podOf = row.getObject("pod_of", UUID.class);
    return podOf == null
        ? new Caller.Token(
            new PersonId(row.getObject("person_id", UUID.class)),
            organization,
            kind,
            shown(kind, row),
            row.getBoolean("operator"))
        : new Caller.Pod(organization, new AppId(podOf), shown(kind, row));
  }

  /** As events and audit show the caller. */
  private static String shown(TokenKind kind, ResultSet row) throws SQLException {
    String name = row.getString("name");
    return switch (kind) {
      case PERSONAL -> "%s (%s)".formatted(row.getString("owner"), name);
      case ORGANIZATION -> "token " + name;
      case WORKLOAD -> "app %s (%s)".formatted(row.getString("app"), name);
    };
  }

  record Found(UUID id, Caller caller, @Nullable Instant lastUsedAt) {}
}
