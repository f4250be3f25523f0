package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.time.Instant;
import org.springframework.stereotype.Repository;

/** Runs that nobody needs to see any more. */
@Repository
class FinishedRunRepository {
  /**
   * Past their time, or more than are kept of a kind: of cron jobs as their spec says, of jobs the
   * last fifty. Their pods go first.
   */
  private static final String FORGET =
      """
      delete from job_run
       where finished_at is not null
         and not exists (select from pod where pod.run_id = job_run.id)
         and id in (
             select run.id
               from (select job_run.id, job_run.finished_at, job_run.state, app.kind, app.spec,
                            cast(job_run.spec ->> 'ttlSecondsAfterFinished' as integer) as ttl,
                            row_number() over (partition by job_run.app_id, job_run.state = 'SUCCEEDED'
                                               order by job_run.number desc) as place
                       from job_run
                       join app on app.organization_id = job_run.organization_id and app.id = job_run.app_id
                      where job_run.finished_at is not null) run
              where run.finished_at + run.ttl * interval '1 second' <= :now
                 or run.place > case when run.kind <> 'CRON_JOB' then 50
                                     when run.state = 'SUCCEEDED'
                                     then coalesce(cast(run.spec #>> '{cron,successfulRunsHistoryLimit}' as integer), 3)
                                     else coalesce(cast(run.spec #>> '{cron,failedRunsHistoryLimit}' as integer), 1)
                                end)
      """;

  private final Db db;

  FinishedRunRepository(Db db) {
    this.db = db;
  }

  int forget(long epoch, Instant now) {
    return db.leader(epoch).sql(FORGET).param("now", now.atOffset(UTC)).update();
  }
}
