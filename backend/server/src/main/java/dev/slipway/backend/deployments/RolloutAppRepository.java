package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Apps under lock: two reconcilers never move the pods of one app at the same time. */
@Repository
class RolloutAppRepository {
  private static final String LOCK =
      """
      select id, organization_id, project_id, environment_id, slug, kind,
             case when stopped then 0 else replicas end as wanted, current_deployment_id,
             paused_at is not null as paused, resumed_at
        from app
       where id = :id and deleted_at is null
         for no key update
      """;

  /**
   * Apps outside of a rollout whose running pods are not those that are wanted, runs not counted;
   * daemons always: theirs depend on the nodes.
   */
  private static final String ASTRAY =
      """
      select app.id
        from app
       where app.deleted_at is null
         and not exists (select 1 from deployment
                          where deployment.app_id = app.id and deployment.state in ('PROGRESSING', 'ABORTING'))
         and ((app.current_deployment_id is not null
               and (app.kind = 'DAEMON'
                    or case when app.stopped then 0 else app.replicas end
                       <> (select count(*) from pod
                                       where pod.deployment_id = app.current_deployment_id and pod.intent = 'RUN'
                                         and pod.run_id is null)))
              or (not :storm
                  and exists (select 1 from pod join node on node.id = pod.node_id
                               where pod.deployment_id = app.current_deployment_id and pod.intent = 'RUN'
                                 and pod.run_id is null and node.state = 'UNREACHABLE'))
              or exists (select 1 from pod
                          where pod.organization_id = app.organization_id and pod.app_id = app.id
                            and pod.intent = 'RUN' and pod.run_id is null
                            and (pod.deployment_id is distinct from app.current_deployment_id
                                 or pod.evict_reason is not null)))
       order by app.id
      """;

  private final Db db;

  RolloutAppRepository(Db db) {
    this.db = db;
  }

  /** Locked until the transaction ends; empty when the app is gone or being removed. */
  Optional<RolloutApp> lock(long epoch, AppId id) {
    return db.leader(epoch)
        .sql(LOCK)
        .param("id", id.value())
        .query(RolloutAppRepository::read)
        .optional();
  }

  /**
   * @param storm so many machines are silent that pods on them count
   */
  List<AppId> astray(boolean storm) {
    return db.system()
        .sql(ASTRAY)
        .param("storm", storm)
        .query((row, _) -> new AppId(row.getObject("id", UUID.class)))
        .list();
  }

  private static RolloutApp read(ResultSet row, int index) throws SQLException {
    UUID current = row.getObject("current_deployment_id", UUID.class);
    OffsetDateTime resumed = row.getObject("resumed_at", OffsetDateTime.class);
    return new RolloutApp(
        new AppId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        row.getString("slug"),
        Kind.valueOf(row.getString("kind")),
        row.getInt("wanted"),
        row.getBoolean("paused"),
        resumed == null ? null : resumed.toInstant(),
        current == null ? null : new DeploymentId(current));
  }
}
