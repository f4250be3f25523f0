package dev.slipway.backend.agents;

import dev.slipway.backend.database.Db;
import org.springframework.stereotype.Repository;

@Repository
class LostPodRepository {
  private static final String HAVE_SAID_AGAIN =
      "update node set pods_unknown = true where state = 'UNREACHABLE' and not pods_unknown";
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

  int markUnknown(long epoch) {
    // First: a node that connects at this moment waits, and says afterwards what runs.
    int _ = db.leader(epoch).sql(HAVE_SAID_AGAIN).update();
    return db.leader(epoch).sql(MARK_UNKNOWN).update();
  }

  int withdraw(long epoch) {
    return db.leader(epoch).sql(WITHDRAW).update();
  }
}
