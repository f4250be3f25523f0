package dev.slipway.backend.workloads;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class AppRepository {
  private static final String INSERT =
      """
      insert into app (id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas, created_at)
      values (:id, :organization, :project, :environment, :slug, :kind, cast(:source as jsonb), cast(:spec as jsonb),
              :replicas, :now)
      on conflict (organization_id, environment_id, slug) where deleted_at is null do nothing
      """;
  private static final String SELECT =
      """
      select id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas,
             current_deployment_id, version
        from app
       where organization_id = :organization and id = :id and deleted_at is null
      """;
  private static final String LOCK = SELECT + " for no key update";
  private static final String UPDATE =
      """
      update app
         set source = cast(:source as jsonb), spec = cast(:spec as jsonb), replicas = :replicas, version = version + 1
       where organization_id = :organization and id = :id and version = :version and deleted_at is null
      """;
  private static final String STOPPED =
      """
      update app set stopped = :stopped, version = version + 1
       where organization_id = :organization and id = :id and stopped <> :stopped and deleted_at is null
      """;
  private static final String DELETE =
      """
      update app set deleted_at = :now, version = version + 1
       where organization_id = :organization and id = :id and deleted_at is null
      """;

  private final Db db;
  private final Json json;

  AppRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /** False when the environment has an app of that name. */
  boolean insert(App app, Instant now) {
    return db.in(app.organization())
            .sql(INSERT)
            .param("id", app.id().value())
            .param("organization", app.organization().value())
            .param("project", app.project().value())
            .param("environment", app.environment().value())
            .param("slug", app.slug().value())
            .param("kind", app.kind().name())
            .param("source", json.write(app.source()))
            .param("spec", json.write(app.spec()))
            .param("replicas", app.replicas())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  Optional<App> app(AppScope scope) {
    return read(scope, SELECT);
  }

  /** Nobody else changes it until the transaction ends. */
  Optional<App> lock(AppScope scope) {
    return read(scope, LOCK);
  }

  private Optional<App> read(AppScope scope, String statement) {
    return db.in(scope.organization())
        .sql(statement)
        .param("organization", scope.organization().value())
        .param("id", scope.app().value())
        .query(this::read)
        .optional();
  }

  /** False when somebody else has changed or deleted it since it was read. */
  boolean update(App app) {
    return db.in(app.organization())
            .sql(UPDATE)
            .param("organization", app.organization().value())
            .param("id", app.id().value())
            .param("version", app.version())
            .param("source", json.write(app.source()))
            .param("spec", json.write(app.spec()))
            .param("replicas", app.replicas())
            .update()
        == 1;
  }

  /** False when it was so already. */
  boolean stopped(AppScope scope, boolean stopped) {
    return db.in(scope.organization())
            .sql(STOPPED)
            .param("organization", scope.organization().value())
            .param("id", scope.app().value())
            .param("stopped", stopped)
            .update()
        == 1;
  }

  boolean delete(AppScope scope, Instant now) {
    return db.in(scope.organization())
            .sql(DELETE)
            .param("organization", scope.organization().value())
            .param("id", scope.app().value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private App read(ResultSet row, int index) throws SQLException {
    UUID current = row.getObject("current_deployment_id", UUID.class);
    return new App(
        new AppId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        new Slug(row.getString("slug")),
        AppView.Kind.valueOf(row.getString("kind")),
        json.read(row.getString("source"), AppSource.class),
        json.read(row.getString("spec"), AppSpec.class),
        row.getInt("replicas"),
        current == null ? null : new DeploymentId(current),
        row.getLong("version"));
  }
}
