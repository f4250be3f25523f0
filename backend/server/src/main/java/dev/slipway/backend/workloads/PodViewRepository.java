package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.ContainerView;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.apps.QosClass;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.api.apps.StartStepView;
import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Booking;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What runs of an app, and what could run. */
@Repository
class PodViewRepository {
  private static final String PODS =
      """
      select pod.id, pod.name, pod.deployment_id, revision.number, node.name as node, node.state as node_state,
             host(pod.address) as address, pod.phase, pod.ready, pod.intent, pod.paused_at, pod.restarts, pod.reason,
             coalesce(pod.message, pod.unplaced_reason || coalesce(' ' || pod.preemption, '')) as message,
             pod.created_at, pod.started_at, pod.start_steps,
             case when pod.node_id is null then pod.refusals end as refusals, pod.containers, revision.spec
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
        left join node on node.id = pod.node_id
       where pod.organization_id = :organization and pod.app_id = :app
       order by pod.created_at, pod.id
      """;
  private static final String REVISIONS =
      """
      select id as revision_id, number as revision_number, image_repository, image_digest, commit_sha,
             commit_subject, spec as revision_spec, array(select jsonb_object_keys(config) order by 1) as config_keys,
             created_at as revision_created_at
        from revision
       where organization_id = :organization and app_id = :app
       order by number desc
       limit 100
      """;

  private final Db db;
  private final Json json;

  PodViewRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  List<PodView> pods(AppScope scope) {
    return query(PODS, scope).query(this::pod).list();
  }

  List<RevisionView> revisions(AppScope scope) {
    return query(REVISIONS, scope).query((row, _) -> Rows.revision(row, json)).list();
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value());
  }

  private PodView pod(ResultSet row, int index) throws SQLException {
    boolean lost = "UNREACHABLE".equals(row.getString("node_state"));
    return new PodView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getObject("deployment_id", UUID.class),
        row.getInt("number"),
        row.getString("node"),
        row.getString("address"),
        lost ? PodView.Phase.UNKNOWN : PodView.Phase.valueOf(row.getString("phase")),
        row.getBoolean("ready") && !lost,
        !row.getString("intent").equals("RUN"),
        row.getObject("paused_at") != null,
        row.getInt("restarts"),
        row.getString("reason"),
        row.getString("message"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "started_at"),
        refusals(row.getString("refusals")),
        quality(json.read(row.getString("spec"), AppSpec.class)),
        containers(row.getString("containers")),
        steps(row.getString("start_steps")));
  }

  private List<StartStepView> steps(@Nullable String told) {
    return told == null ? List.of() : List.of(json.read(told, StartStepView[].class));
  }

  private static QosClass quality(AppSpec spec) {
    return Booking.of(spec).quality(spec);
  }

  private List<ContainerView> containers(@Nullable String told) {
    return told == null ? List.of() : List.of(json.read(told, ContainerView[].class));
  }

  private List<NodeRefusal> refusals(@Nullable String told) {
    return told == null ? List.of() : List.of(json.read(told, NodeRefusal[].class));
  }
}
