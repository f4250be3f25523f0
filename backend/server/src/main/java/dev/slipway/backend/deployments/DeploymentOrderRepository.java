package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deployments as users order and cancel them. */
@Repository
class DeploymentOrderRepository {
  /** Locks the app's row as well: orders and reconcilers take turns. */
  private static final String NEXT_NUMBER =
      """
      update app set next_deployment_number = next_deployment_number + 1
       where organization_id = :organization and id = :app and deleted_at is null
      returning next_deployment_number - 1
      """;

  private static final String LOCK =
      """
      select id from app where organization_id = :organization and id = :app for no key update
      """;
  private static final String INSERT =
      """
      insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy, build_id,
                              revision_id, state, state_since, progress_at, created_at)
      values (:id, :organization, :app, :number, :trigger, :by, 'ROLLING', :build, :revision, :state, :now, :now, :now)
      """;
  private static final String OPEN =
      """
      select deployment.id, deployment.state, deployment.build_id, coalesce(build.state = 'QUEUED', false) as queued
        from deployment
        left join build on build.organization_id = deployment.organization_id and build.id = deployment.build_id
       where deployment.organization_id = :organization and deployment.app_id = :app
         and deployment.state in ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING')
       order by deployment.number
      """;
  private static final String POLLED =
      """
      select newest.number
        from (select deployment.number, deployment.trigger, build.ref, build.commit_sha
                from deployment
                left join build on build.organization_id = deployment.organization_id and build.id = deployment.build_id
               where deployment.organization_id = :organization and deployment.app_id = :app
               order by deployment.number desc limit 1) newest
       where newest.trigger = 'POLL' and newest.ref = :ref and newest.commit_sha = :commit
      """;
  private static final String END =
      """
      update deployment set state = :to, state_since = :now, finished_at = :now, problem_type = :type, problem = :problem
       where organization_id = :organization and app_id = :app and id = :id and state = :from
      """;
  private static final String REQUEST_CANCEL =
      """
      update deployment set cancel_requested = true
       where organization_id = :organization and app_id = :app and id = :id and state = 'PROGRESSING'
      """;

  /** Of what rolls out, or else of what runs. */
  private static final String LATEST_REVISION =
      """
      select deployment.revision_id
        from app
        join deployment on deployment.organization_id = app.organization_id and deployment.app_id = app.id
       where app.organization_id = :organization and app.id = :app
         and (deployment.id = app.current_deployment_id or deployment.state in ('PENDING', 'PROGRESSING'))
       order by deployment.number desc
       limit 1
      """;

  private static final String RUNNING_REVISION =
      """
      select deployment.revision_id
        from app
        join deployment
          on deployment.organization_id = app.organization_id and deployment.id = app.current_deployment_id
       where app.organization_id = :organization and app.id = :app
      """;

  private static final String PAUSED =
      "select paused_at is not null from app where organization_id = :organization and id = :app";

  private final Db db;

  DeploymentOrderRepository(Db db) {
    this.db = db;
  }

  record Open(DeploymentId id, State state, @Nullable BuildId build, boolean queued) {}

  Optional<Integer> nextNumber(AppScope scope) {
    return query(NEXT_NUMBER, scope).query((row, _) -> row.getInt(1)).optional();
  }

  /** Whether deployments wait. */
  boolean paused(AppScope scope) {
    return query(PAUSED, scope).query((row, _) -> row.getBoolean(1)).single();
  }

  void lock(AppScope scope) {
    query(LOCK, scope).query((row, _) -> row.getString(1)).optional();
  }

  void insert(
      AppScope scope,
      DeploymentId id,
      int number,
      Trigger trigger,
      String by,
      @Nullable BuildId build,
      @Nullable RevisionId revision,
      Instant now) {
    query(INSERT, scope)
        .param("id", id.value())
        .param("number", number)
        .param("trigger", trigger.name())
        .param("by", by)
        .param("build", build == null ? null : build.value())
        .param("revision", revision == null ? null : revision.value())
        .param("state", (build == null ? State.PENDING : State.BUILDING).name())
        .param("now", now.atOffset(UTC))
        .update();
  }

  List<Open> open(AppScope scope) {
    return query(OPEN, scope).query(DeploymentOrderRepository::read).list();
  }

  Optional<Integer> polled(AppScope scope, String ref, CommitSha commit) {
    return query(POLLED, scope)
        .param("ref", ref)
        .param("commit", commit.value())
        .query((row, _) -> row.getInt(1))
        .optional();
  }

  boolean end(
      AppScope scope,
      DeploymentId id,
      State from,
      State to,
      @Nullable Trouble trouble,
      Instant now) {
    return query(END, scope)
            .param("id", id.value())
            .param("from", from.name())
            .param("to", to.name())
            .param("type", trouble == null ? null : trouble.type())
            .param("problem", trouble == null ? null : trouble.sentence())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void requestCancel(AppScope scope, DeploymentId id) {
    query(REQUEST_CANCEL, scope).param("id", id.value()).update();
  }

  Optional<RevisionId> latestRevision(AppScope scope) {
    return query(LATEST_REVISION, scope)
        .query((row, _) -> new RevisionId(row.getObject("revision_id", UUID.class)))
        .optional();
  }

  Optional<RevisionId> runningRevision(AppScope scope) {
    return query(RUNNING_REVISION, scope)
        .query((row, _) -> new RevisionId(row.getObject("revision_id", UUID.class)))
        .optional();
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value());
  }

  private static Open read(ResultSet row, int index) throws SQLException {
    UUID build = row.getObject("build_id", UUID.class);
    return new Open(
        new DeploymentId(row.getObject("id", UUID.class)),
        State.valueOf(row.getString("state")),
        build == null ? null : new BuildId(build),
        row.getBoolean("queued"));
  }
}
