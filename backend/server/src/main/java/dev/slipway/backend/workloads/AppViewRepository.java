package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectFilter;
import dev.slipway.backend.security.ProjectScope;
import dev.slipway.backend.workloads.Observed.Latest;
import dev.slipway.backend.workloads.ObservedRuns.EndedRun;
import dev.slipway.backend.workloads.ObservedRuns.OpenRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Apps as users see them: everything a page needs in one statement, whoever wrote it. */
@Repository
class AppViewRepository {
  private static final String SELECT =
      """
      select app.id, app.organization_id, app.project_id, app.environment_id, app.slug, app.kind, app.source,
             app.spec, app.replicas, app.stopped, app.paused_at is not null as paused, app.version, app.created_at,
             case when app.kind = 'DAEMON' and not app.stopped then cast(greatest(pods.wanted, 1) as integer)
                  when app.stopped then 0 else app.replicas end as wanted,
             organization.slug as organization, project.slug as project, environment.slug as environment,
             current.finished_at as deployed_at,
             revision.id as revision_id, revision.number as revision_number, revision.image_repository,
             revision.image_digest, revision.commit_sha, revision.commit_subject, revision.spec as revision_spec,
             array(select jsonb_object_keys(revision.config) order by 1) as config_keys,
             revision.created_at as revision_created_at,
             latest.number as latest_number, latest.state as latest_state, latest.problem as latest_problem,
             pods.ready, pods.lost, pods.trouble, pods.unplaced,
             open_runs.open as runs_open, opened.number as open_number, opened.state = 'SUSPENDED' as open_suspended,
             cast(opened.spec ->> 'completions' as integer) as open_completions, opened.succeeded as open_succeeded,
             opened.failed as open_failed,
             ended.number as ended_number, ended.state as ended_state, ended.problem as ended_problem,
             ended.finished_at as ended_at,
             route.host,
             host(service.address) || ':' || service.port as service_address
        from app
        join organization on organization.id = app.organization_id
        join project on project.organization_id = app.organization_id and project.id = app.project_id
        join environment on environment.organization_id = app.organization_id and environment.id = app.environment_id
        left join deployment current
          on current.organization_id = app.organization_id and current.id = app.current_deployment_id
        left join revision
          on revision.organization_id = app.organization_id and revision.id = current.revision_id
        left join service on service.organization_id = app.organization_id and service.app_id = app.id
        left join lateral
             (select number, state, problem from deployment
               where deployment.organization_id = app.organization_id and deployment.app_id = app.id
               order by number desc limit 1) latest on true
        left join lateral
             (select host from route
               where route.organization_id = app.organization_id and route.app_id = app.id
               order by route.created_at, route.id limit 1) route on true
        left join lateral
             (select count(*) filter (where pod.run_id is null) as wanted,
                     count(*) filter (where pod.run_id is null and pod.ready and (pod.routed or app.kind <> 'WEB')
                                            and node.state <> 'UNREACHABLE') as ready,
                     count(*) filter (where node.state = 'UNREACHABLE') as lost,
                     max(coalesce(pod.message, pod.reason)) filter (where not pod.ready and pod.reason is not null
                                                                   and pod.run_id is null) as trouble,
                     max(pod.unplaced_reason || coalesce(' ' || pod.preemption, '')) filter (where pod.node_id is null) as unplaced
                from pod
                left join node on node.id = pod.node_id
               where pod.organization_id = app.organization_id and pod.app_id = app.id and pod.intent = 'RUN') pods
             on true
        left join lateral
             (select count(*) as open, max(number) as number from job_run
               where job_run.organization_id = app.organization_id and job_run.app_id = app.id
                 and job_run.finished_at is null) open_runs on true
        left join job_run opened
          on opened.organization_id = app.organization_id and opened.app_id = app.id
             and opened.number = open_runs.number
        left join lateral
             (select number, state, problem, finished_at from job_run
               where job_run.organization_id = app.organization_id and job_run.app_id = app.id
                 and job_run.finished_at is not null
               order by number desc limit 1) ended on true
       where app.organization_id = :organization and app.deleted_at is null
      """;
  private static final String OF_ORGANIZATION =
      SELECT
          + " and "
          + ProjectFilter.sql("app.project_id")
          + " order by project.slug, environment.slug, app.slug";
  private static final String OF_PROJECT =
      SELECT + " and app.project_id = :project order by environment.slug, app.slug";
  private static final String ONE = SELECT + " and app.id = :app";

  private final Db db;
  private final Json json;
  private final PlatformProperties platform;
  private final InstantSource clock;

  AppViewRepository(Db db, Json json, PlatformProperties platform, InstantSource clock) {
    this.db = db;
    this.json = json;
    this.platform = platform;
    this.clock = clock;
  }

  List<AppView> ofOrganization(OrganizationScope scope) {
    return query(OF_ORGANIZATION, scope.organization())
        .params(scope.visible().params())
        .query(this::read)
        .list();
  }

  List<AppView> ofProject(ProjectScope scope) {
    return query(OF_PROJECT, scope.organization())
        .param("project", scope.project().value())
        .query(this::read)
        .list();
  }

  Optional<AppView> app(AppScope scope) {
    return query(ONE, scope.organization())
        .param("app", scope.app().value())
        .query(this::read)
        .optional();
  }

  private JdbcClient.StatementSpec query(String sql, OrganizationId organization) {
    return db.in(organization).sql(sql).param("organization", organization.value());
  }

  private AppView read(ResultSet row, int index) throws SQLException {
    AppSource source = json.read(row.getString("source"), AppSource.class);
    int wanted = row.getInt("wanted");
    boolean stopped = row.getBoolean("stopped");
    int ready = Math.min(wanted, row.getInt("ready"));
    RevisionView running = row.getObject("revision_id") == null ? null : Rows.revision(row, json);
    AppView.Kind kind = AppView.Kind.valueOf(row.getString("kind"));
    AppSpec spec = json.read(row.getString("spec"), AppSpec.class);
    ObservedRuns runs = running == null ? null : runs(row, kind, spec);
    Status status =
        Status.of(
            new Observed(
                wanted,
                stopped,
                row.getBoolean("paused"),
                ready,
                row.getInt("lost"),
                row.getString("trouble"),
                row.getString("unplaced"),
                running != null,
                latest(row),
                runs));
    return new AppView(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getObject("project_id", UUID.class),
        row.getString("project"),
        row.getObject("environment_id", UUID.class),
        row.getString("environment"),
        row.getString("slug"),
        kind,
        source,
        spec,
        kind == AppView.Kind.DAEMON ? wanted : row.getInt("replicas"),
        stopped,
        row.getBoolean("paused"),
        ready,
        status.word(),
        status.reason(),
        running,
        address(row.getString("host")),
        source.url() == null && source.image() == null ? gitAddress(row) : null,
        row.getString("service_address"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "deployed_at"),
        row.getLong("version"),
        runs == null ? null : runs.view());
  }

  private @Nullable ObservedRuns runs(ResultSet row, AppView.Kind kind, AppSpec spec)
      throws SQLException {
    return switch (kind) {
      case WEB, WORKER, DAEMON -> null;
      case JOB, CRON_JOB -> {
        CronSpec cron = spec.cron();
        boolean suspended = cron != null && cron.suspend();
        yield new ObservedRuns(
            kind,
            row.getInt("runs_open"),
            opened(row),
            ended(row),
            suspended,
            cron == null || suspended
                ? null
                : JobRules.times(cron.schedule(), cron.timeZone()).next(clock.instant()));
      }
    };
  }

  private static @Nullable OpenRun opened(ResultSet row) throws SQLException {
    Integer number = row.getObject("open_number", Integer.class);
    return number == null
        ? null
        : new OpenRun(
            number,
            row.getBoolean("open_suspended"),
            row.getObject("open_completions", Integer.class),
            row.getInt("open_succeeded"),
            row.getInt("open_failed"));
  }

  private static @Nullable EndedRun ended(ResultSet row) throws SQLException {
    String state = row.getString("ended_state");
    return state == null
        ? null
        : new EndedRun(
            row.getInt("ended_number"),
            state,
            row.getString("ended_problem"),
            Rows.instant(row, "ended_at"));
  }

  private static @Nullable Latest latest(ResultSet row) throws SQLException {
    String state = row.getString("latest_state");
    return state == null
        ? null
        : new Latest(
            row.getInt("latest_number"),
            DeploymentView.State.valueOf(state),
            row.getString("latest_problem"));
  }

  private @Nullable String address(@Nullable String host) {
    if (host == null) {
      return null;
    }
    return "http://" + host + (platform.appsPort() == 80 ? "" : ":" + platform.appsPort());
  }

  private String gitAddress(ResultSet row) throws SQLException {
    return "%s/git/%s/%s/%s/%s.git"
        .formatted(
            platform.externalUrl(),
            row.getString("organization"),
            row.getString("project"),
            row.getString("environment"),
            row.getString("slug"));
  }
}
