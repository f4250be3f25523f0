package dev.slipway.backend.feed;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ChangeLogRepository {
  private static final String BEGIN =
      "select cast(pg_snapshot_xmin(pg_current_snapshot()) as text)";

  /**
   * Numbers are given out before the commit, so the newest rows may still get company before them.
   * Below the oldest transaction still under way nothing can appear any more: that far, (xid, seq)
   * misses nothing.
   */
  private static final String NEXT =
      """
      select cast(xid as text) as transaction, seq, kind, organization_id, project_id, app_id, object_id
        from change_log
       where (xid, seq) > (cast(:xid as xid8), :seq)
         and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by change_log.xid, change_log.seq
       limit :limit
      """;

  /** Whether there is something that a transaction under way still holds up. */
  private static final String MORE_TO_COME =
      "select exists (select from change_log where xid >= pg_snapshot_xmin(pg_current_snapshot()))";

  private final Db db;

  ChangeLogRepository(Db db) {
    this.db = db;
  }

  /** From here on. */
  Position begin() {
    return new Position(db.system().sql(BEGIN).query(String.class).single(), 0);
  }

  List<Row> next(Position after, int limit) {
    return db.system()
        .sql(NEXT)
        .param("xid", after.xid())
        .param("seq", after.seq())
        .param("limit", limit)
        .query((row, _) -> read(row))
        .list();
  }

  boolean moreToCome() {
    return db.system().sql(MORE_TO_COME).query(Boolean.class).single();
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new Position(row.getString("transaction"), row.getLong("seq")),
        new Change(
            row.getString("kind"),
            id(row, "organization_id", OrganizationId::new),
            id(row, "project_id", ProjectId::new),
            id(row, "app_id", AppId::new),
            row.getObject("object_id", UUID.class)));
  }

  private static <T> @Nullable T id(ResultSet row, String column, Function<UUID, T> type)
      throws SQLException {
    UUID value = row.getObject(column, UUID.class);
    return value == null ? null : type.apply(value);
  }

  /**
   * @param xid a transaction's number as PostgreSQL writes it
   */
  record Position(String xid, long seq) {}

  record Row(Position position, Change change) {}
}
