package dev.slipway.backend.deployments;

import static java.util.stream.Collectors.toMap;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Budget;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.scheduling.fleet.Victim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Pods that may end for others, and room that is kept for those. */
@Repository
class PreemptionRepository {
  /**
   * Daemons have their pods wherever they can, and whoever alone writes to a volume, or is the one
   * pod of its app, is not ended between two writes for somebody's convenience.
   */
  private static final String VICTIMS =
      """
      select pod.id, pod.organization_id, pod.environment_id, pod.app_id, pod.node_id, pod.revision_id,
             coalesce(pod.started_at, pod.created_at) as since, app.slug, app.kind,
             case when app.stopped then 0 else app.replicas end as wanted, revision.image_digest, revision.spec
        from pod
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.organization_id in (:organizations) and pod.intent = 'RUN' and pod.node_id is not null
         and pod.evict_reason is null and pod.phase not in ('SUCCEEDED', 'FAILED') and app.kind <> 'DAEMON'
         and case revision.spec -> 'placement' ->> 'priority' when 'HIGH' then 1 when 'LOW' then -1 else 0 end < :below
         and not exists (select from pod_identity i where i.pod_id = pod.id)
         and not exists (select from pod_volume h where h.pod_id = pod.id and h.single_writer and not h.read_only)
      """;

  private static final String HEALTHY =
      """
      select pod.app_id, count(*) as healthy
        from pod
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
        join node on node.id = pod.node_id
       where pod.organization_id in (:organizations) and pod.intent = 'RUN' and pod.ready
         and (pod.routed or app.kind <> 'WEB') and node.state <> 'UNREACHABLE'
       group by pod.app_id
      """;

  private static final String NOMINATE =
      """
      update pod set nominated_node_id = :node, preemption = null
       where id = :id and node_id is null and intent = 'RUN'
      """;

  private static final String HELPLESS =
      """
      update pod set nominated_node_id = null, preemption = :why
       where id = :id and node_id is null and (preemption is distinct from :why or nominated_node_id is not null)
      """;

  private final Db db;
  private final Json json;

  PreemptionRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @param wanted pods that its app should have
   * @param budget null for a run's pod, which nothing counts
   */
  record Eligible(Victim victim, int wanted, @Nullable Budget budget) {}

  List<Eligible> victims(Collection<OrganizationId> organizations, int below) {
    return db.system()
        .sql(VICTIMS)
        .param("organizations", ids(organizations))
        .param("below", below)
        .query(this::eligible)
        .list();
  }

  /** How many pods of each app serve; none of those without an entry. */
  Map<UUID, Integer> healthy(Collection<OrganizationId> organizations) {
    record Healthy(UUID app, int pods) {}
    return db
        .system()
        .sql(HEALTHY)
        .param("organizations", ids(organizations))
        .query((row, _) -> new Healthy(row.getObject("app_id", UUID.class), row.getInt("healthy")))
        .list()
        .stream()
        .collect(toMap(Healthy::app, Healthy::pods));
  }

  /** False when it is placed or given up by now. */
  boolean nominate(long epoch, PodId pod, NodeId node) {
    return db.leader(epoch)
            .sql(NOMINATE)
            .param("id", pod.value())
            .param("node", node.value())
            .update()
        == 1;
  }

  int helpless(long epoch, PodId pod, @Nullable String why) {
    return db.leader(epoch).sql(HELPLESS).param("id", pod.value()).param("why", why).update();
  }

  private static List<UUID> ids(Collection<OrganizationId> organizations) {
    return organizations.stream().map(OrganizationId::value).toList();
  }

  private Eligible eligible(ResultSet row, int index) throws SQLException {
    AppSpec spec = json.read(row.getString("spec"), AppSpec.class);
    String kind = row.getString("kind");
    var victim =
        new Victim(
            row.getObject("id", UUID.class),
            row.getObject("organization_id", UUID.class),
            row.getObject("app_id", UUID.class),
            row.getObject("node_id", UUID.class),
            Shapes.of(
                new RevisionId(row.getObject("revision_id", UUID.class)),
                new EnvironmentId(row.getObject("environment_id", UUID.class)),
                row.getString("slug"),
                row.getString("image_digest"),
                spec),
            row.getObject("since", OffsetDateTime.class).toInstant());
    return new Eligible(victim, row.getInt("wanted"), kind.endsWith("JOB") ? null : spec.budget());
  }
}
