package dev.slipway.backend.scheduling;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class ClusterRepository {
  private static final String MACHINES =
      """
      select id, name, state, schedulable, 'WORKLOAD' = any (roles) as takes_work, cpu_millis, memory_bytes
        from node
       order by name
      """;
  private static final String BOOKINGS =
      """
      select pod.node_id, pod.app_id,
             (revision.spec ->> 'cpuMillis')::integer as cpu_millis,
             (revision.spec ->> 'memoryBytes')::bigint as memory_bytes
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.node_id is not null
      """;

  private final Db db;

  ClusterRepository(Db db) {
    this.db = db;
  }

  Cluster current() {
    return new Cluster(
        db.system().sql(MACHINES).query(ClusterRepository::machine).list(),
        db.system().sql(BOOKINGS).query(ClusterRepository::booking).list());
  }

  private static Machine machine(ResultSet row, int index) throws SQLException {
    return new Machine(
        new NodeId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("state").equals("READY"),
        row.getBoolean("schedulable"),
        row.getBoolean("takes_work"),
        row.getInt("cpu_millis"),
        row.getLong("memory_bytes"));
  }

  private static Booking booking(ResultSet row, int index) throws SQLException {
    return new Booking(
        new NodeId(row.getObject("node_id", UUID.class)),
        Demand.of(
            new AppId(row.getObject("app_id", UUID.class)),
            row.getInt("cpu_millis"),
            row.getLong("memory_bytes")));
  }
}
