package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.backend.database.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What several statements bring along. */
final class Rows {
  private Rows() {}

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static RevisionView revision(ResultSet row, Json json) throws SQLException {
    return new RevisionView(
        row.getObject("revision_id", UUID.class),
        row.getInt("revision_number"),
        row.getString("image_repository") + "@" + row.getString("image_digest"),
        row.getString("commit_sha"),
        row.getString("commit_subject"),
        json.read(row.getString("revision_spec"), AppSpec.class),
        List.of((String[]) row.getArray("config_keys").getArray()),
        instant(row, "revision_created_at"));
  }
}
