package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.PodId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Pods whose nodes are short of memory. */
@Repository
class MemoryPressureRepository {
  /**
   * Of each node one: who uses more than it booked, of the least important ones who does so most.
   * Only where another node may take it, and where nobody leaves already. Those that cannot be two
   * for a moment, or whose files lie there, stay.
   */
  private static final String TO_RELIEVE =
      """
      select distinct on (node.id) node.id as node, pod.id as pod
        from node
        join pod on pod.node_id = node.id
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
        join pod_usage used on used.organization_id = pod.organization_id and used.pod_id = pod.id and used.node_id = node.id
       where node.state = 'READY' and jsonb_exists(node.conditions, 'MEMORY_PRESSURE')
         and cast(node.conditions #>> '{MEMORY_PRESSURE,since}' as timestamptz) <= :pressed
         and (node.relieved_at is null or node.relieved_at <= :relieved)
         and pod.intent = 'RUN' and pod.evict_reason is null and app.kind in ('WEB', 'WORKER')
         and coalesce(revision.spec ->> 'identity', '') <> 'ONE'
         and not exists (select from pod_volume held where held.pod_id = pod.id)
         and used.at >= :measured and used.memory_bytes > pod_booking(revision.spec, 'memoryBytes')
         and not exists (select from pod other
                          where other.node_id = node.id and (other.intent <> 'RUN' or other.evict_reason is not null))
         and exists (select from node other
                      where other.id <> node.id and other.state = 'READY' and other.schedulable and not other.maintenance
                        and 'WORKLOAD' = any (other.roles) and not jsonb_exists(other.conditions, 'MEMORY_PRESSURE'))
       order by node.id, case revision.spec #>> '{placement,priority}' when 'LOW' then 0 when 'HIGH' then 2 else 1 end,
                used.memory_bytes - pod_booking(revision.spec, 'memoryBytes') desc, pod.id
      """;

  private static final String RELIEVED = "update node set relieved_at = :now where id in (:nodes)";
  private static final String TO_SPARE =
      """
      select pod.id
        from pod
        join node on node.id = pod.node_id
       where pod.evict_reason = 'PRESSURE' and pod.intent = 'RUN'
         and not jsonb_exists(node.conditions, 'MEMORY_PRESSURE')
      """;

  private final Db db;

  MemoryPressureRepository(Db db) {
    this.db = db;
  }

  record Leaving(NodeId node, PodId pod) {}

  /**
   * @param pressed since when a node has to be short of memory
   * @param relieved before when a pod was last asked to leave it
   * @param measured since when usage is believed
   */
  List<Leaving> toRelieve(Instant pressed, Instant relieved, Instant measured) {
    return db.system()
        .sql(TO_RELIEVE)
        .param("pressed", pressed.atOffset(UTC))
        .param("relieved", relieved.atOffset(UTC))
        .param("measured", measured.atOffset(UTC))
        .query((row, _) ->
            new Leaving(
                new NodeId(row.getObject("node", UUID.class)),
                new PodId(row.getObject("pod", UUID.class))))
        .list();
  }

  void relieved(long epoch, List<NodeId> nodes, Instant now) {
    int _ =
        db.leader(epoch)
            .sql(RELIEVED)
            .param("now", now.atOffset(UTC))
            .param("nodes", nodes.stream().map(NodeId::value).toList())
            .update();
  }

  /** Those whose node has enough again. */
  List<PodId> toSpare() {
    return db.system()
        .sql(TO_SPARE)
        .query((row, _) -> new PodId(row.getObject("id", UUID.class)))
        .list();
  }
}
