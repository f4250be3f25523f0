package dev.slipway.backend.networking;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.networking.ServiceView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.ServiceId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.workloads.App;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class ServiceRepository {
  private static final String INSERT =
      """
      insert into service (id, organization_id, environment_id, app_id, name, type, address, port, target_port, created_at)
      values (:id, :organization, :environment, :app, :name, 'CLUSTER_IP', cast(:address as inet), :port, :target, :now)
      on conflict (address) do nothing
      """;
  private static final String DELETE =
      "delete from service where organization_id = :organization and app_id = :app";
  private static final String AIM =
      "update service set target_port = :port where app_id = :app and target_port <> :port";
  private static final String SELECT =
      """
      select service.id, service.name, service.type, host(service.address) as address, service.port,
             service.target_port,
             array(select host(pod.address) || ':' || coalesce(revision.spec ->> 'port', service.target_port::text)
                     from pod
                     join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
                    where pod.organization_id = service.organization_id and pod.app_id = service.app_id
                      and pod.intent = 'RUN' and pod.ready and pod.paused_at is null and pod.address is not null
                    order by pod.address) as endpoints
        from service
       where service.organization_id = :organization and service.app_id = :app
      """;

  private final Db db;

  ServiceRepository(Db db) {
    this.db = db;
  }

  /** False when another service has the address. */
  boolean insert(ServiceId id, App app, String address, int port, int targetPort, Instant now) {
    return db.in(app.organization())
            .sql(INSERT)
            .param("id", id.value())
            .param("organization", app.organization().value())
            .param("environment", app.environment().value())
            .param("app", app.id().value())
            .param("name", app.slug().value())
            .param("address", address)
            .param("port", port)
            .param("target", targetPort)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void delete(AppScope scope) {
    db.in(scope.organization())
        .sql(DELETE)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .update();
  }

  void aim(long epoch, AppId app, int targetPort) {
    db.leader(epoch).sql(AIM).param("app", app.value()).param("port", targetPort).update();
  }

  Optional<ServiceView> service(AppScope scope) {
    return db.in(scope.organization())
        .sql(SELECT)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(ServiceRepository::read)
        .optional();
  }

  private static ServiceView read(ResultSet row, int index) throws SQLException {
    return new ServiceView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        "ClusterIP",
        row.getString("address"),
        row.getInt("port"),
        row.getInt("target_port"),
        List.of((String[]) row.getArray("endpoints").getArray()));
  }
}
