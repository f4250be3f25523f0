package dev.slipway.backend.workloads;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people asked of single pods; reconcilers act on it. */
@Repository
class PodSteeringRepository {
  private static final String POD =
      """
      select name, run_id is not null as of_run, intent = 'RUN' and node_id is not null as running
        from pod
       where organization_id = :organization and app_id = :app and id = :pod
      """;
  private static final String RESTART =
      """
      update pod set restart_asked_at = :now
       where organization_id = :organization and app_id = :app and id = :pod and intent = 'RUN'
         and restart_asked_at is null
      """;
  private static final String PAUSE =
      """
      update pod set paused_at = :now
       where organization_id = :organization and app_id = :app and id = :pod and intent = 'RUN' and paused_at is null
      """;
  private static final String RESUME =
      """
      update pod set paused_at = null
       where organization_id = :organization and app_id = :app and id = :pod and paused_at is not null
      """;

  private final Db db;

  PodSteeringRepository(Db db) {
    this.db = db;
  }

  Optional<SteeredPod> find(AppScope scope, PodId pod) {
    return query(POD, scope, pod)
        .query((row, _) ->
            new SteeredPod(
                row.getString("name"), row.getBoolean("of_run"), row.getBoolean("running")))
        .optional();
  }

  /** False when it was asked for already. */
  boolean restart(AppScope scope, PodId pod, Instant now) {
    return query(RESTART, scope, pod).param("now", now.atOffset(UTC)).update() == 1;
  }

  /** False when it was so already. */
  boolean pause(AppScope scope, PodId pod, Instant now) {
    return query(PAUSE, scope, pod).param("now", now.atOffset(UTC)).update() == 1;
  }

  /** False when it was so already. */
  boolean resume(AppScope scope, PodId pod) {
    return query(RESUME, scope, pod).update() == 1;
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope, PodId pod) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("pod", pod.value());
  }
}
