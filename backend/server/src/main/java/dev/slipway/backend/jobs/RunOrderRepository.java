package dev.slipway.backend.jobs;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.security.AppScope;
import org.springframework.stereotype.Repository;

/** What users want of runs under way. */
@Repository
class RunOrderRepository {
  private static final String CANCEL =
      """
      update job_run set cancel_requested = true
       where organization_id = :organization and id = :run and finished_at is null
      """;
  private static final String SUSPEND =
      """
      update job_run set suspended = :suspended
       where organization_id = :organization and id = :run and finished_at is null
      """;

  private final Db db;

  RunOrderRepository(Db db) {
    this.db = db;
  }

  /** False when it has ended. */
  boolean cancel(AppScope scope, RunId run) {
    return db.in(scope.organization())
            .sql(CANCEL)
            .param("organization", scope.organization().value())
            .param("run", run.value())
            .update()
        == 1;
  }

  /** False when it has ended. */
  boolean suspend(AppScope scope, RunId run, boolean suspended) {
    return db.in(scope.organization())
            .sql(SUSPEND)
            .param("organization", scope.organization().value())
            .param("run", run.value())
            .param("suspended", suspended)
            .update()
        == 1;
  }
}
