package dev.slipway.backend.nodes;

import dev.slipway.api.apps.Isolation;
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
  // Rows somebody else changes are left out: whoever changes several, and waits for one, must not
  // be waited for.
  private static final String RECORD =
      """
      with seen as materialized (
        select *
          from jsonb_to_recordset(cast(:seen as jsonb))
               as seen (node uuid, age_millis bigint, cpu_millis integer, memory_bytes bigint, disk_bytes bigint,
                        disk_free_bytes bigint, memory_free_bytes bigint, isolations text[])
      ), free as materialized (
        select id from node where id in (select node from seen) for no key update skip locked
      )
      update node n
         set last_seen_at = greatest(n.last_seen_at, clock_timestamp() - seen.age_millis * interval '1 millisecond'),
             cpu_millis = coalesce(seen.cpu_millis, n.cpu_millis),
             memory_bytes = coalesce(seen.memory_bytes, n.memory_bytes),
             disk_bytes = coalesce(seen.disk_bytes, n.disk_bytes),
             disk_free_bytes = coalesce(seen.disk_free_bytes, n.disk_free_bytes),
             memory_free_bytes = coalesce(seen.memory_free_bytes, n.memory_free_bytes),
             isolations = coalesce(seen.isolations, n.isolations)
        from seen
        join free on free.id = seen.node
       where n.id = free.id
      returning n.id, n.pods_unknown
      """;
  // One that never connected has nothing to be missed, and of one that is heard nothing is to be
  // decided.
  private static final String SILENCES =
      """
      select id, name, state, maintenance,
             (extract(epoch from clock_timestamp() - last_seen_at) * 1000)::bigint as silent_millis
        from node
       where agent_version <> ''
         and (state <> 'READY' or last_seen_at < clock_timestamp() - :silent * interval '1 millisecond')
      """;
  private static final String CENSUS =
      """
      select count(*) as nodes, count(*) filter (where state <> 'READY') as silent,
             count(*) filter (where state = 'UNREACHABLE') as unreachable,
             count(*) filter (where state = 'READY' and returned_at > now() - :unreachable * interval '1 millisecond') as returned
        from node
       where agent_version <> ''
      """;
  private static final String CHANGE =
      """
      update node
         set state = :to, state_since = now(),
             returned_at = case when state = 'UNREACHABLE' and :to = 'READY' then now() else returned_at end
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

  /**
   * @param podsUnknown it has to say again what runs there
   */
  record Recorded(NodeId node, boolean podsUnknown) {}

  /** Returns those that were written; the others are gone, or somebody changes them just now. */
  List<Recorded> record(Collection<Seen> seen) {
    return db.unfollowed()
        .sql(RECORD)
        .param("seen", json.write(seen.stream().map(Row::of).toList()))
        .query((row, _) ->
            new Recorded(
                new NodeId(row.getObject("id", UUID.class)), row.getBoolean("pods_unknown")))
        .list();
  }

  /** Nodes that are not ready, or have been silent for so long. */
  List<Silence> silences(Duration silent) {
    return db.unfollowed()
        .sql(SILENCES)
        .param("silent", silent.toMillis())
        .query(NodeHealthRepository::read)
        .list();
  }

  /**
   * @param unreachable how long a node that was unreachable counts as returned
   */
  StormGuard.Census census(Duration unreachable) {
    return db.system()
        .sql(CENSUS)
        .param("unreachable", unreachable.toMillis())
        .query((row, _) ->
            new StormGuard.Census(
                row.getInt("nodes"),
                row.getInt("silent"),
                row.getInt("unreachable"),
                row.getInt("returned")))
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
      @Nullable Long disk_free_bytes,
      @Nullable Long memory_free_bytes,
      @Nullable List<String> isolations) {
    static Row of(Seen seen) {
      NodeCapacity capacity = seen.capacity();
      return capacity == null
          ? new Row(seen.node(), seen.ageMillis(), null, null, null, null, null, null)
          : new Row(
              seen.node(),
              seen.ageMillis(),
              capacity.cpuMillis(),
              capacity.memoryBytes(),
              capacity.diskBytes(),
              capacity.diskFreeBytes(),
              capacity.memoryFreeBytes(),
              capacity.isolations().stream().map(Isolation::name).sorted().toList());
    }
  }
}
