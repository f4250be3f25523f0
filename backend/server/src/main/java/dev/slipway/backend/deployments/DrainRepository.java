package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.time.Instant;
import org.springframework.stereotype.Repository;

/** Pods on their way out. */
@Repository
class DrainRepository {
  /**
   * Stops what no ingress sends requests to any more. A pod that was not yet routed everywhere may
   * still be known to one ingress, so it waits a little; and nobody waits for an ingress that does
   * not answer.
   */
  private static final String STOP_DRAINED =
      """
      update pod set intent = 'STOP', intent_since = :now
       where intent = 'DRAIN'
         and ((not routed and not ready)
              or (not routed and intent_since <= :brief)
              or intent_since <= :long
              or (intent_since <= :brief
                  and exists (select 1 from node where 'INGRESS' = any (node.roles) and node.state <> 'READY')))
      """;

  /** No node ever heard of them, so no node will report them gone. */
  private static final String DELETE_UNPLACED =
      "delete from pod where intent = 'STOP' and node_id is null";

  private static final String DRAINING =
      "select count(*) from pod where intent = 'DRAIN' or (intent = 'STOP' and node_id is null)";

  private final Db db;

  DrainRepository(Db db) {
    this.db = db;
  }

  int draining() {
    return db.system().sql(DRAINING).query((row, _) -> row.getInt(1)).single();
  }

  int stopDrained(long epoch, Instant now, Instant brief, Instant patient) {
    return db.leader(epoch)
        .sql(STOP_DRAINED)
        .param("now", now.atOffset(UTC))
        .param("brief", brief.atOffset(UTC))
        .param("long", patient.atOffset(UTC))
        .update();
  }

  int deleteUnplaced(long epoch) {
    return db.leader(epoch).sql(DELETE_UNPLACED).update();
  }
}
