package dev.slipway.backend.agents;

import dev.slipway.backend.agents.Reach.Traffic;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What leads to apps. */
@Repository
class ReachRepository {
  private static final String SERVICES =
      """
      select id, environment_id, app_id, name, host(address) as address, port
        from service
       where app_id in (select unnest(cast(:apps as uuid[])))
       order by id
      """;
  private static final String ROUTES =
      """
      select id, environment_id, app_id, host
        from route
       where app_id in (select unnest(cast(:apps as uuid[])))
       order by id
      """;

  /**
   * Requests go to machines that answer, unless so many do not that the fault is likely ours. Where
   * an app has no pod on any that does, they go to those it has: a silent agent's pods most often
   * still serve, and nothing else would.
   */
  private static final String TRAFFIC =
      """
      select p.id, p.node_id, p.app_id, host(p.address) as address,
             coalesce((r.spec ->> 'port')::integer, 0) as port,
             p.serves and (:storm or p.answers or not bool_or(p.serves and p.answers) over (partition by p.app_id))
               as endpoint,
             p.routed
        from (select p.id, p.node_id, p.app_id, p.revision_id, p.address, p.routed,
                     p.intent = 'RUN' and p.ready and p.paused_at is null as serves, n.state = 'READY' as answers
                from pod p
                join node n on n.id = p.node_id
               where p.app_id in (select unnest(cast(:apps as uuid[]))) and (p.ready or p.routed)) p
        join revision r on r.id = p.revision_id
       order by p.id
      """;

  private final Db db;

  ReachRepository(Db db) {
    this.db = db;
  }

  /** Of each app; what leads nowhere is left out. */
  Map<UUID, Reach> find(Set<UUID> apps, boolean storm) {
    var found = new HashMap<UUID, Parts>();
    String ids = SqlArray.of(apps.stream());
    db.system()
        .sql(TRAFFIC)
        .param("apps", ids)
        .param("storm", storm)
        .query(row -> {
          parts(found, row).add(row);
        });
    db.system()
        .sql(SERVICES)
        .param("apps", ids)
        .query(row -> {
          parts(found, row).service(row);
        });
    db.system()
        .sql(ROUTES)
        .param("apps", ids)
        .query(row -> {
          parts(found, row).route(row);
        });
    var reaches = new HashMap<UUID, Reach>();
    found.forEach((app, parts) -> reaches.put(app, parts.reach()));
    return reaches;
  }

  private static Parts parts(Map<UUID, Parts> found, ResultSet row) throws SQLException {
    return found.computeIfAbsent(row.getObject("app_id", UUID.class), _ -> new Parts());
  }

  /** Endpoints first: services and routes hold them. */
  private static final class Parts {
    private final List<Traffic> traffic = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private @Nullable UUID environment;

    private void add(ResultSet row) throws SQLException {
      boolean endpoint = row.getBoolean("endpoint");
      UUID pod = row.getObject("id", UUID.class);
      traffic.add(
          new Traffic(
              pod,
              new NodeId(row.getObject("node_id", UUID.class)),
              endpoint,
              row.getBoolean("routed")));
      // Without a port it listens on nothing.
      if (endpoint && row.getInt("port") > 0) {
        endpoints.add(
            Endpoint.newBuilder()
                .setPodId(pod.toString())
                .setAddress(row.getString("address"))
                .setPort(row.getInt("port"))
                .build());
      }
    }

    private void service(ResultSet row) throws SQLException {
      environment = row.getObject("environment_id", UUID.class);
      String id = row.getString("id");
      services.put(
          id,
          Service.newBuilder()
              .setId(id)
              .setAddress(row.getString("address"))
              .setPort(row.getInt("port"))
              .setName(row.getString("name"))
              .setEnvironmentId(row.getString("environment_id"))
              .addAllEndpoints(endpoints)
              .build());
    }

    private void route(ResultSet row) throws SQLException {
      environment = row.getObject("environment_id", UUID.class);
      String id = row.getString("id");
      routes.put(
          id,
          Route.newBuilder()
              .setId(id)
              .setAppId(row.getString("app_id"))
              .setHost(row.getString("host"))
              .addAllEndpoints(endpoints)
              .build());
    }

    private Reach reach() {
      return new Reach(environment, services, routes, traffic);
    }
  }
}
