package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class TokenExpiryRepository {
  /** Marks them, so that nobody is told twice. */
  private static final String ENDING =
      """
      update api_token t set expiry_told_at = now()
        from person p
       where p.id = t.person_id and t.revoked_at is null and t.expiry_told_at is null
         and t.expires_at > now() and t.expires_at <= :before
      returning t.organization_id, t.project_id, t.kind, t.name, p.name as owner, t.expires_at
      """;

  private static final String SWEEP_PODS =
      """
      delete from pod_token
       where id in (select id from pod_token where expires_at < now() order by expires_at limit :most)
      """;

  private final Db db;

  TokenExpiryRepository(Db db) {
    this.db = db;
  }

  List<Ending> endingBefore(long epoch, Instant before) {
    return db.leader(epoch)
        .sql(ENDING)
        .param("before", before.atOffset(UTC))
        .query((row, _) -> read(row))
        .list();
  }

  /** How many tokens of pods had expired and are gone now. */
  int sweepPods(long epoch, int most) {
    return db.leader(epoch).sql(SWEEP_PODS).param("most", most).update();
  }

  private static Ending read(ResultSet row) throws SQLException {
    UUID project = row.getObject("project_id", UUID.class);
    return new Ending(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        project == null ? null : new ProjectId(project),
        TokenKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("owner"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  record Ending(
      OrganizationId organization,
      @Nullable ProjectId project,
      TokenKind kind,
      String name,
      String owner,
      Instant expiresAt) {}
}
