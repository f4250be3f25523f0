package dev.slipway.backend.agents;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Streams of nodes that take requests in, of all replicas, and what those nodes act on. */
@Repository
class IngressRepository {
  /** Whatever the node acted on before, in this stream it has said nothing yet. */
  private static final String BEGIN =
      """
      insert into ingress_session (id, replica, since)
      select id, :replica, :now from node where id = :node
      on conflict (id) do update
         set replica = excluded.replica, since = excluded.since, acknowledged = null
      """;

  private static final String END =
      "delete from ingress_session where id = :node and replica = :replica";
  private static final String ACKNOWLEDGE =
      """
      update ingress_session s
         set acknowledged = cast(format('%s:%s:', told.horizon, told.horizon) as pg_snapshot)
        from unnest(cast(:nodes as uuid[]), cast(:horizons as bigint[])) as told (node, horizon)
       where s.id = told.node and s.replica = :replica
      """;
  private static final String ELSEWHERE =
      """
      select exists (select from ingress_session s
                       join node i on i.id = s.id
                      where s.replica <> :replica and 'INGRESS' = any (i.roles)
                        and (:storm or i.state = 'READY'))
      """;

  /** Of the pods that all nodes of this replica have, those that all others have as well. */
  private static final String EVERYWHERE =
      """
      not exists (select from ingress_session s
                    join node i on i.id = s.id
                   where s.replica <> :replica and 'INGRESS' = any (i.roles)
                     and (:storm or i.state = 'READY')
                     and not coalesce(
                       pg_visible_in_snapshot(
                         coalesce(greatest(pod.traffic_since, n.traffic_since), '3'), s.acknowledged), false))
      """;

  private static final String SET_ROUTED =
      """
      update pod
         set routed = true
        from node n
       where pod.id in (select unnest(cast(:pods as uuid[]))) and n.id = pod.node_id and not pod.routed
         and pod.ready and pod.intent = 'RUN' and pod.paused_at is null and %s
      returning pod.id
      """
          .formatted(EVERYWHERE);

  private static final String SET_UNROUTED =
      """
      update pod
         set routed = false
        from node n
       where pod.id in (select unnest(cast(:pods as uuid[]))) and n.id = pod.node_id and pod.routed
         and not (pod.ready and pod.intent = 'RUN' and pod.paused_at is null and n.state = 'READY') and %s
      returning pod.id
      """
          .formatted(EVERYWHERE);

  private final Db db;

  IngressRepository(Db db) {
    this.db = db;
  }

  void begin(NodeId node, UUID replica, Instant now) {
    int _ =
        db.system()
            .sql(BEGIN)
            .param("node", node.value())
            .param("replica", replica)
            .param("now", now.atOffset(UTC))
            .update();
  }

  void end(NodeId node, UUID replica) {
    int _ = db.system().sql(END).param("node", node.value()).param("replica", replica).update();
  }

  /**
   * @param news by node: what all transactions with smaller numbers did it acts on
   */
  void acknowledge(UUID replica, Map<NodeId, Long> news) {
    List<Map.Entry<NodeId, Long>> rows = List.copyOf(news.entrySet());
    int _ =
        db.system()
            .sql(ACKNOWLEDGE)
            .param("replica", replica)
            .param(
                "nodes",
                new SqlArrayValue("uuid", rows.stream().map(one -> one.getKey().value()).toArray()))
            .param(
                "horizons",
                new SqlArrayValue("bigint", rows.stream().map(Map.Entry::getValue).toArray()))
            .update();
  }

  /** Whether streams of nodes that take requests in end in other replicas. */
  boolean elsewhere(UUID replica, boolean storm) {
    return db.system()
        .sql(ELSEWHERE)
        .param("replica", replica)
        .param("storm", storm)
        .query(Boolean.class)
        .single();
  }

  List<UUID> setRouted(Collection<UUID> pods, UUID replica, boolean storm) {
    return set(SET_ROUTED, pods, replica, storm);
  }

  List<UUID> setUnrouted(Collection<UUID> pods, UUID replica, boolean storm) {
    return set(SET_UNROUTED, pods, replica, storm);
  }

  private List<UUID> set(String sql, Collection<UUID> pods, UUID replica, boolean storm) {
    return pods.isEmpty()
        ? List.of()
        : db.system()
            .sql(sql)
            .param("pods", SqlArray.of(pods.stream()))
            .param("replica", replica)
            .param("storm", storm)
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
  }
}
