package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.TokenView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.OrganizationScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TokenListRepository {
  private static final String LIST =
      """
      select t.id, t.name, t.last4, p.name as owner, t.created_at, t.expires_at, t.last_used_at, t.last_used_address
        from api_token t join person p on p.id = t.person_id
       where t.organization_id = :organization and t.revoked_at is null
         and (cast(:owner as uuid) is null or t.person_id = :owner)
         and (cast(:id as uuid) is null or t.id = :id)
       order by t.id desc
      """;

  private static final String REVOKE =
      """
      update api_token set revoked_at = :now
       where organization_id = :organization and id = :id and revoked_at is null
         and (cast(:owner as uuid) is null or person_id = :owner)
      """;

  private final Db db;

  TokenListRepository(Db db) {
    this.db = db;
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
    return db.in(scope.organization())
        .sql(LIST)
        .param("organization", scope.organization().value())
        .param("owner", owner == null ? null : owner.value())
        .param("id", id)
        .query((row, _) -> read(row))
        .list();
  }

  private static TokenView read(ResultSet row) throws SQLException {
    var lastUsed = row.getObject("last_used_at", OffsetDateTime.class);
    return new TokenView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("last4"),
        row.getString("owner"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        lastUsed == null ? null : lastUsed.toInstant(),
        row.getString("last_used_address"));
  }
}
