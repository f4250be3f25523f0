package dev.slipway.backend.keys;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.keys.KeysView.Stage;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How far the rotations of organizations' keys are. */
@Repository
class RotationRepository {
  private static final String OF =
      """
      select organization_id, rotation, rotation_by, rotation_started_at, rotated_at, reencrypted, destroy_at
        from organization_keyset
       where organization_id = :organization
      """;
  private static final String UNDER_WAY =
      """
      select organization_id, rotation, rotation_by, rotation_started_at, rotated_at, reencrypted, destroy_at
        from organization_keyset
       where rotation is not null
       order by rotation_started_at
      """;
  private static final String COUNT =
      "update organization_keyset set reencrypted = reencrypted + :more where organization_id = :organization";
  private static final String TO_DESTROY =
      """
      select organization_id from organization_keyset where destroy_at <= :now and rotation is null
      """;
  private static final String TO_WRAP =
      """
      select organization_id from organization_keyset where wrapped_by is distinct from :mark limit :most
      """;
  private static final String LEFT_TO_WRAP =
      "select count(*) from organization_keyset where wrapped_by is distinct from :mark";
  private static final String FENCE = "select 1";

  private final Db db;

  RotationRepository(Db db) {
    this.db = db;
  }

  /**
   * @param stage null when none is under way; what follows tells of the last one then
   */
  record Rotation(
      OrganizationId organization,
      @Nullable Stage stage,
      @Nullable String by,
      @Nullable Instant startedAt,
      @Nullable Instant rotatedAt,
      long reencrypted,
      @Nullable Instant destroyAt) {}

  /** What the transaction writes is void when another process leads. */
  void fence(long epoch) {
    int _ = db.leader(epoch).sql(FENCE).query(Integer.class).single();
  }

  Optional<Rotation> of(OrganizationId organization) {
    return db.system()
        .sql(OF)
        .param("organization", organization.value())
        .query(RotationRepository::read)
        .optional();
  }

  List<Rotation> underWay() {
    return db.system().sql(UNDER_WAY).query(RotationRepository::read).list();
  }

  void count(OrganizationId organization, int more) {
    int _ =
        db.system()
            .sql(COUNT)
            .param("organization", organization.value())
            .param("more", more)
            .update();
  }

  List<OrganizationId> toDestroy(Instant now) {
    return db.system()
        .sql(TO_DESTROY)
        .param("now", now.atOffset(UTC))
        .query(RotationRepository::organization)
        .list();
  }

  List<OrganizationId> toWrap(String mark, int most) {
    return db.system()
        .sql(TO_WRAP)
        .param("mark", mark)
        .param("most", most)
        .query(RotationRepository::organization)
        .list();
  }

  long leftToWrap(String mark) {
    return db.system().sql(LEFT_TO_WRAP).param("mark", mark).query(Long.class).single();
  }

  private static OrganizationId organization(ResultSet row, int index) throws SQLException {
    return new OrganizationId(row.getObject("organization_id", UUID.class));
  }

  private static Rotation read(ResultSet row, int index) throws SQLException {
    String stage = row.getString("rotation");
    return new Rotation(
        organization(row, index),
        stage == null ? null : Stage.valueOf(stage),
        row.getString("rotation_by"),
        instant(row, "rotation_started_at"),
        instant(row, "rotated_at"),
        row.getLong("reencrypted"),
        instant(row, "destroy_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
