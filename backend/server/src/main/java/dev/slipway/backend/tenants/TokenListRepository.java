package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.api.people.TokenView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.OrganizationScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TokenListRepository {
  private static final String LIST =
      """
      select t.id, t.name, t.kind, t.role, t.scopes, t.project_id, pr.slug as project, t.app_id, a.slug as app,
             t.last4, p.name || case when m.person_id is null then ' (left)' else '' end as owner, t.created_at, t.expires_at, t.last_used_at, t.last_used_address,
             case when t.expires_at <= :now then 'EXPIRED'
                  when t.expires_at <= :soon then 'SOON' else 'FINE' end as expiry
        from api_token t
        join person p on p.id = t.person_id
        left join membership m on m.organization_id = t.organization_id and m.person_id = t.person_id
        left join project pr on pr.organization_id = t.organization_id and pr.id = t.project_id
        left join app a on a.organization_id = t.organization_id and a.id = t.app_id
       where t.organization_id = :organization and t.revoked_at is null
         and (cast(:owner as uuid) is null or (t.person_id = :owner and t.kind = 'PERSONAL'))
         and (cast(:id as uuid) is null or t.id = :id)
       order by t.id desc
      """;

  private static final String REVOKE =
      """
      update api_token set revoked_at = :now
       where organization_id = :organization and id = :id and revoked_at is null
         and (cast(:owner as uuid) is null or (person_id = :owner and kind = 'PERSONAL'))
      """;

  private final Db db;
  private final InstantSource clock;

  TokenListRepository(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @param owner null for everybody's
   */
  List<TokenView> list(OrganizationScope scope, @Nullable PersonId owner) {
    return list(scope, owner, null);
  }

  Optional<TokenView> find(OrganizationScope scope, UUID id) {
    return list(scope, null, id).stream().findFirst();
  }

  /** True if there was such a token and it still worked. */
  boolean revoke(OrganizationScope scope, @Nullable PersonId owner, UUID id, Instant now) {
    return db.in(scope.organization())
            .sql(REVOKE)
            .param("organization", scope.organization().value())
            .param("id", id)
            .param("owner", owner == null ? null : owner.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private List<TokenView> list(
      OrganizationScope scope, @Nullable PersonId owner, @Nullable UUID id) {
    OffsetDateTime now = clock.instant().atOffset(UTC);
    return db.in(scope.organization())
        .sql(LIST)
        .param("now", now)
        .param("soon", now.plus(TokenExpiry.SOON))
        .param("organization", scope.organization().value())
        .param("owner", owner == null ? null : owner.value())
        .param("id", id)
        .query((row, _) -> read(row))
        .list();
  }

  private static TokenView read(ResultSet row) throws SQLException {
    String role = row.getString("role");
    Array scopes = row.getArray("scopes");
    var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
    return new TokenView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        TokenKind.valueOf(row.getString("kind")),
        role == null ? null : Role.valueOf(role),
        scopes == null ? null : Arrays.stream((String[]) scopes.getArray()).sorted().toList(),
        row.getObject("project_id", UUID.class),
        row.getString("project"),
        row.getObject("app_id", UUID.class),
        row.getString("app"),
        row.getString("last4"),
        row.getString("owner"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        TokenView.Expiry.valueOf(row.getString("expiry")),
        lastUsed == null ? null : lastUsed.toInstant(),
        row.getString("last_used_address"));
  }
}
