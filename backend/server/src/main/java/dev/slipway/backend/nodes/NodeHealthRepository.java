package dev.slipway.backend.nodes;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Time here is the database's: nodes and replicas have clocks of their own. */
@Repository
class NodeHealthRepository {
  private static final String RECORD =
      """
      update node n
         set last_seen_at = greatest(n.last_seen_at, clock_timestamp() - seen.age_millis * interval '1 millisecond'),
             cpu_millis = coalesce(seen.cpu_millis, n.cpu_millis),
             memory_bytes = coalesce(seen.memory_bytes, n.memory_bytes),
             disk_bytes = coalesce(seen.disk_bytes, n.disk_bytes),
             disk_free_bytes = coalesce(seen.disk_free_bytes, n.disk_free_bytes)
        from jsonb_to_recordset(cast(:seen as jsonb))
             as seen (node uuid, age_millis bigint, cpu_millis integer, memory_bytes bigint, disk_bytes bigint,
                      disk_free_bytes bigint)
       where n.id = seen.node
      """;
  // One that never connected has nothing to be missed.
  private static final String SILENCES =
      """
      select id, name, state, maintenance,
             (extract(epoch from clock_timestamp() - last_seen_at) * 1000)::bigint as silent_millis
        from node
       where agent_version <> ''
      """;
  private static final String CENSUS =
      """
      select count(*) as nodes, count(*) filter (where state <> 'READY') as silent,
             count(*) filter (where state = 'UNREACHABLE') as unreachable
        from node
       where agent_version <> ''
      """;
  private static final String CHANGE =
      """
      update node
         set state = :to, state_since = now()
       where id = :id and state = :from
      """;

  private final Db db;
  private final Json json;

  NodeHealthRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @param ageMillis how long ago the node was heard
   */
  record Seen(UUID node, long ageMillis, @Nullable NodeCapacity capacity) {}

  record Silence(
      NodeId node, String name, NodeState state, Duration silence, boolean maintenance) {}

  void record(Collection<Seen> seen) {
    db.system().sql(RECORD).param("seen", json.write(seen.stream().map(Row::of).toList())).update();
  }

  List<Silence> silences() {
    return db.system().sql(SILENCES).query(NodeHealthRepository::read).list();
  }

  StormGuard.Census census() {
    return db.system()
        .sql(CENSUS)
        .query((row, _) ->
            new StormGuard.Census(
                row.getInt("nodes"), row.getInt("silent"), row.getInt("unreachable")))
        .single();
  }

  boolean change(long epoch, NodeId node, NodeState from, NodeState to) {
    return db.leader(epoch)
            .sql(CHANGE)
            .param("id", node.value())
            .param("from", from.name())
            .param("to", to.name())
            .update()
        == 1;
  }

  private static Silence read(ResultSet row, int index) throws SQLException {
    return new Silence(
        new NodeId(row.getObject("id", UUID.class)),
        row.getString("name"),
        NodeState.valueOf(row.getString("state")),
        Duration.ofMillis(row.getLong("silent_millis")),
        row.getBoolean("maintenance"));
  }

  // Named as the columns of the recordset.
  private record Row(
      UUID node,
      long age_millis,
      @Nullable Integer cpu_millis,
      @Nullable Long memory_bytes,
      @Nullable Long disk_bytes,
      @Nullable Long disk_free_bytes) {
    static Row of(Seen seen) {
      NodeCapacity capacity = seen.capacity();
      return capacity == null
          ? new Row(seen.node(), seen.ageMillis(), null, null, null, null)
          : new Row(
              seen.node(),
              seen.ageMillis(),
              capacity.cpuMillis(),
              capacity.memoryBytes(),
              capacity.diskBytes(),
              capacity.diskFreeBytes());
    }
  }
}
