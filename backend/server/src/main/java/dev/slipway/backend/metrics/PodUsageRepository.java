package dev.slipway.backend.metrics;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.metrics.HeardUsage.PodFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The only writer of what is observed of pods' usage. Time here is the database's. */
@Repository
class PodUsageRepository {
  /**
   * A node has a say over processor and memory of its own pods only; over requests of any, if it is
   * one of the ingress nodes.
   */
  private static final String RECORD =
      """
      insert into pod_usage (organization_id, pod_id, node_id, at, cpu_millis, memory_bytes, requests_per_second)
      select p.organization_id, p.id, u.node, now() - u.age * interval '1 millisecond',
             case when u.own then u.cpu end, case when u.own then u.memory end,
             case when 'INGRESS' = any (n.roles) then u.requests end
        from unnest(cast(:nodes as uuid[]), cast(:pods as uuid[]), cast(:ages as bigint[]), cast(:own as boolean[]),
                    cast(:cpus as integer[]), cast(:memories as bigint[]), cast(:requests as double precision[]))
             as u (node, pod, age, own, cpu, memory, requests)
        join pod p on p.id = u.pod
        join node n on n.id = u.node
       where case when u.own then p.node_id = u.node else 'INGRESS' = any (n.roles) end
          on conflict (organization_id, pod_id, node_id) do update
         set at = excluded.at, cpu_millis = excluded.cpu_millis, memory_bytes = excluded.memory_bytes,
             requests_per_second = excluded.requests_per_second
       where excluded.at > pod_usage.at
      """;

  private static final String COUNTED =
      """
      insert into ingress_usage (at)
      select max(now() - u.age * interval '1 millisecond')
        from unnest(cast(:nodes as uuid[]), cast(:ages as bigint[])) as u (node, age)
        join node n on n.id = u.node and 'INGRESS' = any (n.roles)
      having count(*) > 0
          on conflict (only_row) do update set at = excluded.at where excluded.at > ingress_usage.at
      """;

  /** A crash is no loss here, so nobody waits for the disk. */
  private static final String ASYNCHRONOUS = "select set_config('synchronous_commit', 'off', true)";

  private final Db db;

  PodUsageRepository(Db db) {
    this.db = db;
  }

  private record Row(UUID node, long ageMillis, PodFigures figures) {}

  /**
   * @param nanos now, by the clock the rounds were noted with
   */
  void record(Collection<HeardUsage> rounds, long nanos) {
    var rows = new ArrayList<Row>();
    for (HeardUsage round : rounds) {
      long age = age(round, nanos);
      round.pods().forEach(pod -> rows.add(new Row(round.node().value(), age, pod)));
    }
    var _ = db.unfollowed().sql(ASYNCHRONOUS).query(String.class).single();
    if (!rows.isEmpty()) {
      db.unfollowed()
          .sql(RECORD)
          .param("nodes", column("uuid", rows, Row::node))
          .param("pods", column("uuid", rows, row -> row.figures().pod()))
          .param("ages", column("bigint", rows, Row::ageMillis))
          .param("own", column("boolean", rows, row -> row.figures().own()))
          .param("cpus", column("integer", rows, row -> row.figures().cpuMillis()))
          .param("memories", column("bigint", rows, row -> row.figures().memoryBytes()))
          .param("requests", column("float8", rows, row -> row.figures().requests()))
          .update();
    }
    List<HeardUsage> counted = rounds.stream().filter(HeardUsage::requestsKnown).toList();
    if (!counted.isEmpty()) {
      db.unfollowed()
          .sql(COUNTED)
          .param("nodes", column("uuid", counted, round -> round.node().value()))
          .param("ages", column("bigint", counted, round -> age(round, nanos)))
          .update();
    }
  }

  private static long age(HeardUsage round, long nanos) {
    return Math.max(0, Duration.ofNanos(nanos - round.nanos()).toMillis());
  }

  private static <T> SqlArrayValue column(
      String type, Collection<T> rows, Function<T, @Nullable Object> value) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray());
  }
}
