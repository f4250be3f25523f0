package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Repository;

/** What was in use of nodes' memory, a sample each quarter of an hour. */
@Repository
class NodeMemoryRepository {
  /** Of all nodes that are heard, in one statement. */
  private static final String SAMPLE =
      """
      insert into node_memory (node_id, at, total_bytes, free_bytes)
      select id, date_bin('15 minutes', cast(:now as timestamptz), timestamptz '2000-01-01'), memory_bytes,
             memory_free_bytes
        from node
       where state = 'READY' and memory_free_bytes is not null
          on conflict (node_id, at) do nothing
      """;

  private static final String SINCE =
      """
      select at, total_bytes, greatest(0, total_bytes - free_bytes) as used_bytes
        from node_memory
       where node_id = :node and at >= :since
       order by at
      """;
  private static final String FORGET = "delete from node_memory where at < :before";

  private final Db db;

  NodeMemoryRepository(Db db) {
    this.db = db;
  }

  int sample(long epoch, Instant now) {
    return db.leader(epoch).sql(SAMPLE).param("now", now.atOffset(UTC)).update();
  }

  /** Oldest first. */
  List<MemorySample> since(NodeId node, Instant since) {
    return db.system()
        .sql(SINCE)
        .param("node", node.value())
        .param("since", since.atOffset(UTC))
        .query((row, _) ->
            new MemorySample(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("total_bytes"),
                row.getLong("used_bytes")))
        .list();
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }
}
