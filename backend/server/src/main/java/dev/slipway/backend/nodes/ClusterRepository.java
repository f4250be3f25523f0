package dev.slipway.backend.nodes;

import dev.slipway.backend.database.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Repository;

/** Figures of the whole installation. */
@Repository
class ClusterRepository {
  private static final String STATE =
      """
      select coalesce(leader.holder, '') as holder, coalesce(leader.renewed_at, to_timestamp(0)) as renewed_at,
             current_setting('server_version') as database_version, pg_database_size(current_database()) as bytes
        from (select 1) one
        left join leader on true
      """;
  private static final String NODES =
      "select state as word, count(*) as number from node group by 1";
  private static final String PODS = "select phase as word, count(*) as number from pod group by 1";

  private final Db db;

  ClusterRepository(Db db) {
    this.db = db;
  }

  record State(String leader, Instant seenAt, String databaseVersion, long databaseBytes) {}

  State state() {
    return db.system().sql(STATE).query(ClusterRepository::read).single();
  }

  Map<String, Integer> nodes() {
    return counts(NODES);
  }

  Map<String, Integer> pods() {
    return counts(PODS);
  }

  private Map<String, Integer> counts(String sql) {
    var counts = new TreeMap<String, Integer>();
    db.system()
        .sql(sql)
        .query(row -> {
          counts.put(row.getString("word"), row.getInt("number"));
        });
    return counts;
  }

  private static State read(ResultSet row, int index) throws SQLException {
    return new State(
        row.getString("holder"),
        row.getObject("renewed_at", OffsetDateTime.class).toInstant(),
        row.getString("database_version"),
        row.getLong("bytes"));
  }
}
