package dev.slipway.backend.limits;

import dev.slipway.backend.database.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Repository;

@Repository
class RateLimitRepository {
  /** Of simultaneous requests each waits for the one before: the row is theirs one at a time. */
  private static final String TAKE =
      """
      insert into rate_bucket as r (key, free_at, admitted)
      values (:key, now() + make_interval(secs => :interval), true)
      on conflict (key) do update
         set admitted = greatest(r.free_at, now()) + make_interval(secs => :interval)
                        <= now() + make_interval(secs => :window),
             free_at = case when greatest(r.free_at, now()) + make_interval(secs => :interval)
                                 <= now() + make_interval(secs => :window)
                            then greatest(r.free_at, now()) + make_interval(secs => :interval)
                            else r.free_at end
      returning admitted, cast(extract(epoch from free_at - now()) as double precision) as used
      """;

  private static final String FORGET = "delete from rate_bucket where free_at < now()";

  private static final double NANOS = 1e9;

  private final Db db;

  RateLimitRepository(Db db) {
    this.db = db;
  }

  Verdict take(Limit limit, String key) {
    return db.system()
        .sql(TAKE)
        .param("key", key)
        .param("interval", limit.interval().toNanos() / NANOS)
        .param("window", limit.window().toNanos() / NANOS)
        .query((row, _) -> read(limit, row))
        .single();
  }

  /** Those of which all is free again. */
  int forget(long epoch) {
    return db.leader(epoch).sql(FORGET).update();
  }

  private static Verdict read(Limit limit, ResultSet row) throws SQLException {
    var used = Duration.ofNanos(Math.round(row.getDouble("used") * NANOS));
    return Verdict.of(limit, row.getBoolean("admitted"), used);
  }
}
