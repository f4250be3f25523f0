package dev.slipway.backend.agents;

import dev.slipway.backend.database.Db;
import org.springframework.stereotype.Repository;

@Repository
class LostPodRepository {
  private static final String NODES =
      """
      select count(*) as all_nodes, count(*) filter (where state = 'UNREACHABLE') as unreachable
        from node
       where agent_version <> ''
      """;
  private static final String MARK_UNKNOWN =
      """
      update pod
         set phase = 'UNKNOWN', reason = 'NodeUnreachable',
             message = 'The node has been silent; the pod may well be running.', observed_at = now()
       where phase not in ('UNKNOWN', 'SUCCEEDED', 'FAILED') and node_id in (select id from node where state = 'UNREACHABLE')
      """;
  private static final String WITHDRAW =
      """
      update pod
         set ready = false, ready_since = null
       where ready and node_id in (select id from node where state = 'UNREACHABLE')
      """;

  private final Db db;

  LostPodRepository(Db db) {
    this.db = db;
  }

  record Nodes(int all, int unreachable) {}

  Nodes nodes() {
    return db.system()
        .sql(NODES)
        .query((row, _) -> new Nodes(row.getInt("all_nodes"), row.getInt("unreachable")))
        .single();
  }

  int markUnknown(long epoch) {
    return db.leader(epoch).sql(MARK_UNKNOWN).update();
  }

  int withdraw(long epoch) {
    return db.leader(epoch).sql(WITHDRAW).update();
  }
}
