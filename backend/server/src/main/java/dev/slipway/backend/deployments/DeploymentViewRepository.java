package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deployments as users see them, each with its build: one statement a page. */
@Repository
class DeploymentViewRepository {
  private static final String SELECT =
      """
      select deployment.id, deployment.app_id, deployment.number, deployment.trigger, deployment.triggered_by,
             deployment.strategy, deployment.state, deployment.state_since, deployment.problem_type,
             deployment.problem, deployment.created_at, deployment.finished_at,
             revision.number as revision, case when app.stopped then 0 else app.replicas end as replicas,
             coalesce(build.commit_sha, revision.commit_sha) as commit_sha,
             coalesce(build.commit_subject, revision.commit_subject) as commit_subject,
             build.id as build_id, build.state as build_state, build.ref as build_ref, build.commit_sha as build_commit,
             build.commit_subject as build_subject, build.commit_author as build_author, node.name as build_node,
             build.image_repository || '@' || build.image_digest as build_image, build.image_size as build_size,
             build.failure_type as build_failure_type, build.failure as build_failure,
             build.created_at as build_created_at, build.started_at as build_started_at,
             build.finished_at as build_finished_at,
             build.source ->> 'image' is not null as build_existing,
             pods.fresh, pods.ready, pods.old
        from deployment
        join app on app.organization_id = deployment.organization_id and app.id = deployment.app_id
        left join revision
          on revision.organization_id = deployment.organization_id and revision.id = deployment.revision_id
        left join build on build.organization_id = deployment.organization_id and build.id = deployment.build_id
        left join node on node.id = build.node_id
        left join lateral
             (select count(*) filter (where pod.deployment_id = deployment.id and pod.intent = 'RUN'
                                            and pod.run_id is null) as fresh,
                     count(*) filter (where pod.deployment_id = deployment.id and pod.intent = 'RUN' and pod.ready
                                            and (pod.routed or app.kind <> 'WEB')
                                            and pod.run_id is null) as ready,
                     count(*) filter (where pod.deployment_id <> deployment.id and pod.run_id is null
                                            and deployment.state in ('PROGRESSING', 'ABORTING')) as old
                from pod
               where pod.organization_id = deployment.organization_id and pod.app_id = deployment.app_id) pods on true
       where deployment.organization_id = :organization and deployment.app_id = :app
      """;
  private static final String PAGE =
      SELECT + " and deployment.number < :before order by deployment.number desc limit :limit";
  private static final String ONE = SELECT + " and deployment.id = :deployment";

  private final Db db;

  DeploymentViewRepository(Db db) {
    this.db = db;
  }

  /** Newest first, those numbered lower than {@code before}. */
  List<DeploymentView> page(AppScope scope, int before, int limit) {
    return query(PAGE, scope)
        .param("before", before)
        .param("limit", limit)
        .query(DeploymentViewRepository::read)
        .list();
  }

  Optional<DeploymentView> deployment(AppScope scope, DeploymentId id) {
    return query(ONE, scope)
        .param("deployment", id.value())
        .query(DeploymentViewRepository::read)
        .optional();
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value());
  }

  private static DeploymentView read(ResultSet row, int index) throws SQLException {
    return new DeploymentView(
        row.getObject("id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getInt("number"),
        DeploymentView.Trigger.valueOf(row.getString("trigger")),
        row.getString("triggered_by"),
        row.getString("strategy"),
        DeploymentView.State.valueOf(row.getString("state")),
        instant(row, "state_since"),
        build(row),
        row.getObject("revision", Integer.class),
        row.getString("commit_sha"),
        row.getString("commit_subject"),
        row.getInt("replicas"),
        row.getInt("fresh"),
        row.getInt("ready"),
        row.getInt("old"),
        row.getString("problem_type"),
        row.getString("problem"),
        instant(row, "created_at"),
        instantOrNull(row, "finished_at"));
  }

  private static @Nullable BuildView build(ResultSet row) throws SQLException {
    UUID id = row.getObject("build_id", UUID.class);
    return id == null
        ? null
        : new BuildView(
            id,
            BuildView.State.valueOf(row.getString("build_state")),
            row.getString("build_ref"),
            row.getString("build_commit"),
            row.getString("build_subject"),
            row.getString("build_author"),
            row.getString("build_node"),
            row.getString("build_image"),
            row.getObject("build_size", Long.class),
            row.getString("build_failure_type"),
            row.getString("build_failure"),
            instant(row, "build_created_at"),
            instantOrNull(row, "build_started_at"),
            instantOrNull(row, "build_finished_at"),
            row.getBoolean("build_existing"),
            null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
