package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Makes runs: by the leader, or by a user with the rights of their organization. */
@Repository
class NewRunRepository {
  private static final String NEXT_NUMBER =
      """
      insert into job (app_id, organization_id, next_run_number) values (:app, :organization, 2)
      on conflict (organization_id, app_id) do update set next_run_number = job.next_run_number + 1
      returning next_run_number - 1
      """;
  private static final String IN_SERVICE =
      """
      select revision.spec
        from app
        join deployment
          on deployment.organization_id = app.organization_id and deployment.id = app.current_deployment_id
        join revision
          on revision.organization_id = app.organization_id and revision.id = deployment.revision_id
       where app.organization_id = :organization and app.id = :app and app.deleted_at is null
      """;

  /** Nothing when there is one for this time: of several leaders one makes it. */
  private static final String INSERT =
      """
      insert into job_run (id, organization_id, project_id, app_id, deployment_id, revision_id, number, name, trigger,
                           triggered_by, scheduled_for, spec, suspended, created_at, state, state_since, started_at,
                           next_at)
      select :id, app.organization_id, app.project_id, app.id, deployment.id, deployment.revision_id, :number,
             coalesce(cast(:name as text), app.slug || '-' || :number), :trigger, :by,
             cast(:scheduled_for as timestamptz), cast(:spec as jsonb), :suspended, :now, 'RUNNING', :now, :now, :now
        from app
        join deployment
          on deployment.organization_id = app.organization_id and deployment.id = app.current_deployment_id
       where app.organization_id = :organization and app.id = :app
      on conflict (organization_id, app_id, scheduled_for) do nothing
      """;

  private static final String FIRST_CHANGE =
      """
      insert into job_run_change (id, organization_id, run_id, at, state, sentence)
      values (:id, :organization, :run, :now, 'RUNNING', :sentence)
      """;
  private static final String OPEN =
      """
      select count(*) from job_run
       where organization_id = :organization and app_id = :app and finished_at is null
      """;

  private final Db db;
  private final Json json;

  NewRunRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @param name of the run; null: the app's with the run's number
   */
  record NewRun(
      OrganizationId organization,
      AppId app,
      Trigger trigger,
      String by,
      @Nullable String name,
      @Nullable Instant scheduledFor,
      String sentence) {}

  /** What is in service of the app; empty when nothing is. */
  Optional<JobSpec> inService(OrganizationId organization, AppId app) {
    return db.along(organization)
        .sql(IN_SERVICE)
        .param("organization", organization.value())
        .param("app", app.value())
        .query((row, _) -> json.read(row.getString("spec"), AppSpec.class))
        .optional()
        .map(spec -> spec.job() == null ? JobSpec.once() : spec.job());
  }

  int open(OrganizationId organization, AppId app) {
    return db.along(organization)
        .sql(OPEN)
        .param("organization", organization.value())
        .param("app", app.value())
        .query((row, _) -> row.getInt(1))
        .single();
  }

  /** Empty when there is one for this time already. */
  Optional<RunId> insert(NewRun run, JobSpec spec, Instant now) {
    UUID id = Uuids.next(now);
    int number =
        db.along(run.organization())
            .sql(NEXT_NUMBER)
            .param("app", run.app().value())
            .param("organization", run.organization().value())
            .query((row, _) -> row.getInt(1))
            .single();
    Instant scheduled = run.scheduledFor();
    int made =
        db.along(run.organization())
            .sql(INSERT)
            .param("id", id)
            .param("organization", run.organization().value())
            .param("app", run.app().value())
            .param("number", number)
            .param("name", run.name())
            .param("trigger", run.trigger().name())
            .param("by", run.by())
            .param("scheduled_for", scheduled == null ? null : scheduled.atOffset(UTC))
            .param("spec", json.write(spec))
            .param("suspended", spec.suspend())
            .param("now", now.atOffset(UTC))
            .update();
    if (made == 0) {
      return Optional.empty();
    }
    db.along(run.organization())
        .sql(FIRST_CHANGE)
        .param("id", Uuids.next(now))
        .param("organization", run.organization().value())
        .param("run", id)
        .param("now", now.atOffset(UTC))
        .param("sentence", run.sentence())
        .update();
    return Optional.of(new RunId(id));
  }
}
