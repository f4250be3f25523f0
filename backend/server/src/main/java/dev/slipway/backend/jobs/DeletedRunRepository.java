package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import java.time.Instant;
import org.springframework.stereotype.Repository;

/** Runs of apps that are deleted. */
@Repository
class DeletedRunRepository {
  private static final String LEFT =
      """
      select (select count(*) from job_run where app_id = :app and finished_at is null) as runs,
             (select count(*) from pod where app_id = :app and run_id is not null) as pods
      """;
  private static final String END_RUNS =
      """
      update job_run
         set state = 'CANCELED', state_since = :now, finished_at = :now, problem_type = 'canceled',
             problem = 'Its app was deleted.', next_at = null
       where app_id = :app and finished_at is null
      """;
  private static final String STOP_PODS =
      """
      update pod set intent = 'STOP', intent_since = :now
       where app_id = :app and run_id is not null and intent <> 'STOP'
      """;

  private final Db db;

  DeletedRunRepository(Db db) {
    this.db = db;
  }

  record Left(int runs, int pods) {}

  Left left(AppId app) {
    return db.system()
        .sql(LEFT)
        .param("app", app.value())
        .query((row, _) -> new Left(row.getInt("runs"), row.getInt("pods")))
        .single();
  }

  void end(long epoch, AppId app, Instant now) {
    for (String statement : new String[] {END_RUNS, STOP_PODS}) {
      db.leader(epoch)
          .sql(statement)
          .param("app", app.value())
          .param("now", now.atOffset(UTC))
          .update();
    }
  }
}
