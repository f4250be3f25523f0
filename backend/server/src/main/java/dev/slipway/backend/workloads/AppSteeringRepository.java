package dev.slipway.backend.workloads;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people asked of running apps; reconcilers act on it. */
@Repository
class AppSteeringRepository {
  private static final String PAUSE =
      """
      update app set paused_at = :now, version = version + 1
       where organization_id = :organization and id = :app and paused_at is null and deleted_at is null
      """;
  private static final String RESUME =
      """
      update app set paused_at = null, resumed_at = :now, version = version + 1
       where organization_id = :organization and id = :app and paused_at is not null and deleted_at is null
      """;

  private final Db db;

  AppSteeringRepository(Db db) {
    this.db = db;
  }

  /** False when it was so already. */
  boolean pause(AppScope scope, Instant now) {
    return query(PAUSE, scope).param("now", now.atOffset(UTC)).update() == 1;
  }

  /** False when it was so already. */
  boolean resume(AppScope scope, Instant now) {
    return query(RESUME, scope).param("now", now.atOffset(UTC)).update() == 1;
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value());
  }
}
