package dev.slipway.backend.scheduling;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.slipway.api.placement.Placement;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Booking;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.fleet.Fleet;
import dev.slipway.backend.scheduling.fleet.NodeFacts;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Refusal;
import dev.slipway.backend.scheduling.fleet.Resources;
import dev.slipway.backend.scheduling.fleet.Taint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Nodes, and what the pods on them book. */
@Repository
class FleetRepository {
  private static final String NODES =
      """
      select id, name, state, schedulable and not maintenance as open, 'WORKLOAD' = any (roles) as takes_pods,
             cpu_millis, memory_bytes, labels, taints, isolations,
             array(select jsonb_object_keys(conditions) order by 1) as conditions
        from node
       order by name
      """;

  /** Also while they end: a pod's memory is not free before it is gone. */
  private static final String BOOKED =
      """
      select booked.node_id, booked.revision_id, booked.environment_id, booked.pods, app.slug, revision.image_digest,
             pod_limit(revision.spec, 'cpuMillis')::integer as cpu_millis,
             pod_limit(revision.spec, 'memoryBytes') as memory_bytes, revision.spec -> 'placement' as placement,
             (revision.spec ->> 'cpuMillis')::integer as app_cpu_millis,
             (revision.spec ->> 'memoryBytes')::bigint as app_memory_bytes,
             revision.spec -> 'resources' as resources, revision.spec ->> 'isolation' as isolation
        from (select node_id, organization_id, environment_id, app_id, revision_id, count(*) as pods
                from pod
               where node_id is not null and (:ending or intent = 'RUN') and phase not in ('SUCCEEDED', 'FAILED')
               group by node_id, organization_id, environment_id, app_id, revision_id) booked
        join revision on revision.organization_id = booked.organization_id and revision.id = booked.revision_id
        join app on app.organization_id = booked.organization_id and app.id = booked.app_id
      """;

  private static final String HOMES = "select id, node_id from volume where node_id is not null";

  private final Db db;
  private final Json json;

  FleetRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  private record Booked(UUID node, PodShape shape, int pods) {}

  List<NodeFacts> nodes() {
    return db.system().sql(NODES).query((row, _) -> node(row, Map.of())).list();
  }

  Fleet current() {
    return fleet(true);
  }

  /** As it will be once everything that ends is gone. */
  Fleet settled() {
    return fleet(false);
  }

  private Fleet fleet(boolean ending) {
    List<Booked> booked =
        db.system().sql(BOOKED).param("ending", ending).query(this::booked).list();
    // A node has the images of what runs there; what else it has kept, only it knows.
    Map<UUID, Set<String>> images =
        booked.stream()
            .collect(groupingBy(Booked::node, mapping(one -> one.shape().image(), toSet())));
    var fleet = new Fleet();
    db.system()
        .sql(NODES)
        .query(row -> {
          fleet.put(node(row, images));
        });
    booked.forEach(one -> fleet.book(one.shape(), one.node(), one.pods()));
    db.system()
        .sql(HOMES)
        .query(row -> {
          fleet.home(row.getObject("id", UUID.class), row.getObject("node_id", UUID.class));
        });
    return fleet;
  }

  private NodeFacts node(ResultSet row, Map<UUID, Set<String>> images) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String name = row.getString("name");
    Map<String, String> labels = json.read(row.getString("labels"), Labels.class);
    labels.put(NodeFacts.HOSTNAME, name);
    return new NodeFacts(
        id,
        name,
        row.getBoolean("open"),
        row.getString("state").equals("READY"),
        row.getBoolean("takes_pods"),
        new Resources(
            row.getInt("cpu_millis"),
            row.getLong("memory_bytes"),
            Long.MAX_VALUE,
            Integer.MAX_VALUE),
        labels,
        List.of(json.read(row.getString("taints"), Taint[].class)),
        images.getOrDefault(id, Set.of()),
        trouble(Set.of((String[]) row.getArray("conditions").getArray())),
        Set.of((String[]) row.getArray("isolations").getArray()));
  }

  private static @Nullable Refusal trouble(Set<String> conditions) {
    if (conditions.contains("ENGINE_DOWN")) {
      return new Refusal.EngineDown();
    }
    if (conditions.contains("NETWORK_UNAVAILABLE")) {
      return new Refusal.NetworkUnavailable();
    }
    if (conditions.contains("MEMORY_PRESSURE")) {
      return new Refusal.Strained("memory");
    }
    if (conditions.contains("DISK_PRESSURE")) {
      return new Refusal.Strained("disk");
    }
    return conditions.contains("PID_PRESSURE") ? new Refusal.Strained("process numbers") : null;
  }

  private Booked booked(ResultSet row, int index) throws SQLException {
    String placement = row.getString("placement");
    String resources = row.getString("resources");
    return new Booked(
        row.getObject("node_id", UUID.class),
        Shapes.of(
            new RevisionId(row.getObject("revision_id", UUID.class)),
            new EnvironmentId(row.getObject("environment_id", UUID.class)),
            row.getString("slug"),
            row.getString("image_digest"),
            Booking.of(
                row.getInt("cpu_millis"),
                row.getLong("memory_bytes"),
                row.getInt("app_cpu_millis"),
                row.getLong("app_memory_bytes"),
                resources == null
                    ? dev.slipway.api.apps.Resources.USUAL
                    : json.read(resources, dev.slipway.api.apps.Resources.class)),
            placement == null ? Placement.anywhere() : json.read(placement, Placement.class),
            requireNonNullElse(row.getString("isolation"), NodeFacts.RESTRICTED)),
        row.getInt("pods"));
  }

  /** What jsonb is read to. */
  static final class Labels extends TreeMap<String, String> {}
}
