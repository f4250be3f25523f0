package dev.slipway.backend.scheduling;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.fleet.Fleet;
import dev.slipway.backend.scheduling.fleet.NodeFacts;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Nodes, and what the pods on them book. */
@Repository
class FleetRepository {
  private static final String NODES =
      """
      select id, name, state, schedulable, 'WORKLOAD' = any (roles) as takes_pods, cpu_millis, memory_bytes, labels
        from node
       order by name
      """;

  /** Also while they end: a pod's memory is not free before it is gone. */
  private static final String BOOKED =
      """
      select pod.node_id, pod.revision_id, pod.organization_id, pod.app_id, count(*) as pods,
             (revision.spec ->> 'cpuMillis')::integer as cpu_millis,
             (revision.spec ->> 'memoryBytes')::bigint as memory_bytes
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.node_id is not null
       group by pod.node_id, pod.revision_id, pod.organization_id, pod.app_id, revision.spec
      """;

  private final Db db;
  private final Json json;

  FleetRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  Fleet current() {
    var fleet = new Fleet();
    db.system()
        .sql(NODES)
        .query(row -> {
          fleet.put(node(row));
        });
    db.system()
        .sql(BOOKED)
        .query(row -> {
          fleet.book(shape(row), row.getObject("node_id", UUID.class), row.getInt("pods"));
        });
    return fleet;
  }

  private NodeFacts node(ResultSet row) throws SQLException {
    String name = row.getString("name");
    Map<String, String> labels = json.read(row.getString("labels"), Labels.class);
    labels.put(NodeFacts.HOSTNAME, name);
    return new NodeFacts(
        row.getObject("id", UUID.class),
        name,
        row.getBoolean("schedulable"),
        row.getString("state").equals("READY"),
        row.getBoolean("takes_pods"),
        new Resources(
            row.getInt("cpu_millis"),
            row.getLong("memory_bytes"),
            Long.MAX_VALUE,
            Integer.MAX_VALUE),
        labels,
        List.of(),
        Set.of());
  }

  private static PodShape shape(ResultSet row) throws SQLException {
    return Shapes.of(
        new RevisionId(row.getObject("revision_id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        row.getInt("cpu_millis"),
        row.getLong("memory_bytes"));
  }

  /** What jsonb is read to. */
  static final class Labels extends TreeMap<String, String> {}
}
