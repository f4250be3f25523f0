package dev.slipway.backend.networking;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RouteId;
import dev.slipway.backend.networking.HostRules.Place;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class RouteRepository {
  private static final String INSERT =
      """
      insert into route (id, organization_id, environment_id, app_id, host, created_at)
      values (:id, :organization, :environment, :app, :host, :now)
      on conflict (host) do nothing
      """;
  private static final String DELETE =
      "delete from route where organization_id = :organization and app_id = :app and id = :id";
  private static final String DELETE_ALL =
      "delete from route where organization_id = :organization and app_id = :app";
  private static final String SELECT =
      """
      select id, host, created_at from route
       where organization_id = :organization and app_id = :app
       order by created_at, id
      """;
  private static final String PLACE =
      """
      select organization.slug as organization, project.slug as project, environment.slug as environment
        from environment
        join organization on organization.id = environment.organization_id
        join project on project.organization_id = environment.organization_id and project.id = environment.project_id
       where environment.organization_id = :organization and environment.id = :environment
      """;

  private final Db db;

  RouteRepository(Db db) {
    this.db = db;
  }

  /** False when the host is taken, by whomever. */
  boolean insert(OrganizationId organization, EnvironmentId environment, AppId app, Route route) {
    return db.in(organization)
            .sql(INSERT)
            .param("id", route.id().value())
            .param("organization", organization.value())
            .param("environment", environment.value())
            .param("app", app.value())
            .param("host", route.host().value())
            .param("now", route.createdAt().atOffset(UTC))
            .update()
        == 1;
  }

  boolean delete(AppScope scope, RouteId id) {
    return db.in(scope.organization())
            .sql(DELETE)
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  void deleteAll(AppScope scope) {
    db.in(scope.organization())
        .sql(DELETE_ALL)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .update();
  }

  List<Route> routes(AppScope scope) {
    return db.in(scope.organization())
        .sql(SELECT)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(RouteRepository::read)
        .list();
  }

  Place place(OrganizationId organization, EnvironmentId environment, String app) {
    return db.in(organization)
        .sql(PLACE)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .query((row, _) ->
            new Place(
                row.getString("organization"),
                row.getString("project"),
                row.getString("environment"),
                app))
        .single();
  }

  private static Route read(ResultSet row, int index) throws SQLException {
    return new Route(
        new RouteId(row.getObject("id", UUID.class)),
        new DomainName(row.getString("host")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
