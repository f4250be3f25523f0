package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Jobs and cron jobs that may have to begin a run. */
@Repository
class JobAppRepository {
  private static final String TO_BEGIN =
      """
      select app.id
        from app
        left join job on job.organization_id = app.organization_id and job.app_id = app.id
       where app.kind = 'JOB' and app.deleted_at is null and app.current_deployment_id is not null
         and job.begun_for is distinct from app.current_deployment_id
       order by app.id
      """;
  private static final String CRON_JOBS =
      """
      select app.id, app.organization_id, app.project_id, app.slug, app.kind, app.spec, app.current_deployment_id,
             job.begun_for, job.schedule, job.settled_until
        from app
        left join job on job.organization_id = app.organization_id and job.app_id = app.id
       where app.kind = 'CRON_JOB' and app.deleted_at is null and app.current_deployment_id is not null
       order by app.id
      """;

  /** Under the lock that also deployments of the app take. */
  private static final String LOCK =
      """
      select app.id, app.organization_id, app.project_id, app.slug, app.kind, app.spec, app.current_deployment_id,
             job.begun_for, job.schedule, job.settled_until
        from app
        left join job on job.organization_id = app.organization_id and job.app_id = app.id
       where app.id = :app and app.deleted_at is null and app.current_deployment_id is not null
         for no key update of app
      """;

  private static final String BEGUN =
      """
      insert into job (app_id, organization_id, begun_for) values (:app, :organization, :deployment)
      on conflict (organization_id, app_id) do update set begun_for = excluded.begun_for
      """;
  private static final String SETTLED =
      """
      insert into job (app_id, organization_id, schedule, settled_until)
      values (:app, :organization, :schedule, :until)
      on conflict (organization_id, app_id)
      do update set schedule = excluded.schedule, settled_until = excluded.settled_until
      """;

  private final Db db;
  private final Json json;

  JobAppRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /** Jobs with a deployment in service that no run was made for. */
  List<AppId> toBegin() {
    return db.system()
        .sql(TO_BEGIN)
        .query((row, _) -> new AppId(row.getObject("id", UUID.class)))
        .list();
  }

  /** As they are, without a lock. */
  List<JobApp> cronJobs() {
    return db.system().sql(CRON_JOBS).query(this::read).list();
  }

  /** Locked until the transaction ends; empty when it is gone or nothing is in service. */
  Optional<JobApp> lock(long epoch, AppId app) {
    return db.leader(epoch).sql(LOCK).param("app", app.value()).query(this::read).optional();
  }

  void begun(long epoch, JobApp app) {
    db.leader(epoch)
        .sql(BEGUN)
        .param("app", app.id().value())
        .param("organization", app.organization().value())
        .param("deployment", app.deployment().value())
        .update();
  }

  void settled(long epoch, JobApp app, String schedule, Instant until) {
    db.leader(epoch)
        .sql(SETTLED)
        .param("app", app.id().value())
        .param("organization", app.organization().value())
        .param("schedule", schedule)
        .param("until", until.atOffset(UTC))
        .update();
  }

  private JobApp read(ResultSet row, int index) throws SQLException {
    UUID begunFor = row.getObject("begun_for", UUID.class);
    return new JobApp(
        new AppId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        row.getString("slug"),
        Kind.valueOf(row.getString("kind")),
        new DeploymentId(row.getObject("current_deployment_id", UUID.class)),
        begunFor == null ? null : new DeploymentId(begunFor),
        json.read(row.getString("spec"), AppSpec.class).cron(),
        row.getString("schedule"),
        instant(row, "settled_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
