package dev.slipway.backend.nodes;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The pods of a node as operators see them. */
@Repository
class NodePodRepository {
  private static final String PODS =
      """
      select p.id, p.name, p.organization_id, o.slug as organization, p.app_id, a.slug as app, p.phase, p.ready,
             p.intent, p.restarts, p.created_at, p.evict_reason, p.held_by_budget, next.name as next_name,
             next.unplaced_reason as next_refused, next.message as next_message
        from pod p
        join app a on a.organization_id = p.organization_id and a.id = p.app_id
        join organization o on o.id = p.organization_id
        left join lateral (select n.name, n.unplaced_reason || coalesce(' ' || n.preemption, '') as unplaced_reason,
                                   n.message
                             from pod n
                            where p.evict_reason is not null and n.app_id = p.app_id and n.intent = 'RUN'
                              and n.evict_reason is null and not (n.ready and n.routed)
                            order by n.created_at desc
                            limit 1) next on true
       where p.node_id = :node
       order by o.slug, a.slug, p.name
      """;

  private final Db db;

  NodePodRepository(Db db) {
    this.db = db;
  }

  List<NodePodView> of(NodeId node) {
    return db.system().sql(PODS).param("node", node.value()).query(NodePodRepository::read).list();
  }

  private static NodePodView read(ResultSet row, int index) throws SQLException {
    String intent = row.getString("intent");
    String evicted = row.getString("evict_reason");
    return new NodePodView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getObject("organization_id", UUID.class),
        row.getString("organization"),
        row.getObject("app_id", UUID.class),
        row.getString("app"),
        Phase.valueOf(row.getString("phase")),
        row.getBoolean("ready"),
        !intent.equals("RUN"),
        row.getInt("restarts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        evicted == null ? null : NodePodView.Eviction.valueOf(evicted),
        evicted == null
            ? null
            : waitsFor(
                intent,
                row.getBoolean("held_by_budget") ? row.getString("app") : null,
                row.getString("next_name"),
                row.getString("next_refused"),
                row.getString("next_message")));
  }

  /**
   * @param held app whose budget does not let it go yet; null: none does
   * @param next a pod of the app that does not serve yet; null when there is none
   */
  static String waitsFor(
      String intent,
      @Nullable String held,
      @Nullable String next,
      @Nullable String refused,
      @Nullable String message) {
    if (intent.equals("DRAIN")) {
      return "Another pod serves; its last requests end.";
    }
    if (intent.equals("STOP")) {
      return "It stops.";
    }
    String budget = held == null ? "" : "It waits for the budget of app %s. ".formatted(held);
    if (next == null) {
      return held == null
          ? "Its turn: pods of the app are replaced a few at a time."
          : budget + "Too few of the app's pods would serve.";
    }
    if (refused != null) {
      return budget + "Its replacement %s has no place: %s".formatted(next, refused);
    }
    return budget
        + (message == null
            ? "Its replacement %s is starting.".formatted(next)
            : "Its replacement %s does not serve yet: %s".formatted(next, message));
  }
}
