package dev.slipway.backend.projects;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.projects.EnvironmentView;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectFilter;
import dev.slipway.backend.security.ProjectScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

@Repository
class ProjectRepository {
  /** One row an environment, production first; the rows of a project follow each other. */
  private static final String LIST =
      """
      select project.id, project.slug, project.created_at, organization.slug as organization_slug,
             environment.id as environment_id, environment.slug as environment_slug,
             (select count(*) from app
               where app.organization_id = environment.organization_id and app.environment_id = environment.id
                 and app.deleted_at is null) as apps
        from project
        join organization on organization.id = project.organization_id
        left join environment on environment.organization_id = project.organization_id
                             and environment.project_id = project.id and environment.deleted_at is null
       where project.organization_id = :organization and project.deleted_at is null
         and (cast(:project as uuid) is null or project.id = cast(:project as uuid))
         and %s
       order by project.slug, project.id, environment.id
      """
          .formatted(ProjectFilter.sql("project.id"));

  private static final String INSERT =
      """
      insert into project (id, organization_id, slug, created_at) values (:id, :organization, :slug, :now)
      on conflict (organization_id, slug) where deleted_at is null do nothing
      """;
  private static final String INSERT_ENVIRONMENT =
      """
      insert into environment (id, organization_id, project_id, slug, created_at)
      values (:id, :organization, :project, :slug, :now)
      on conflict (organization_id, project_id, slug) where deleted_at is null do nothing
      """;
  private static final String INSERT_PREVIEW =
      """
      insert into environment (id, organization_id, project_id, slug, created_at, preview)
      values (:id, :organization, :project, :slug, :now, true)
      on conflict (organization_id, project_id, slug) where deleted_at is null do nothing
      """;
  private static final String PREVIEW =
      """
      select id from environment
       where organization_id = :organization and project_id = :project and slug = :slug and preview
         and deleted_at is null
      """;
  private static final String DELETE =
      """
      update project set deleted_at = :now
       where organization_id = :organization and id = :project and deleted_at is null
         and not exists (select from app where app.organization_id = :organization and app.project_id = :project)
         and not exists (select from volume
                          where volume.organization_id = :organization and volume.project_id = :project)
      """;

  private final Db db;

  ProjectRepository(Db db) {
    this.db = db;
  }

  List<ProjectView> list(OrganizationScope scope) {
    return list(scope.organization(), null, scope.visible());
  }

  Optional<ProjectView> find(OrganizationId organization, ProjectId project) {
    return list(organization, project, ProjectFilter.ALL).stream().findFirst();
  }

  private List<ProjectView> list(
      OrganizationId organization, @Nullable ProjectId only, ProjectFilter visible) {
    var found = new ArrayList<ProjectView>();
    RowCallbackHandler collect = row -> add(found, organization, row);
    db.in(organization)
        .sql(LIST)
        .param("organization", organization.value())
        .param("project", only == null ? null : only.value())
        .params(visible.params())
        .query(collect);
    return List.copyOf(found);
  }

  boolean insert(OrganizationScope scope, ProjectId id, Slug slug, Instant now) {
    return db.in(scope.organization())
            .sql(INSERT)
            .param("id", id.value())
            .param("organization", scope.organization().value())
            .param("slug", slug.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean insertEnvironment(
      OrganizationId organization, ProjectId project, EnvironmentId id, Slug slug, Instant now) {
    return insertEnvironment(INSERT_ENVIRONMENT, organization, project, id, slug, now);
  }

  boolean insertPreview(
      OrganizationId organization, ProjectId project, EnvironmentId id, Slug slug, Instant now) {
    return insertEnvironment(INSERT_PREVIEW, organization, project, id, slug, now);
  }

  Optional<EnvironmentId> preview(OrganizationId organization, ProjectId project, Slug slug) {
    return db.in(organization)
        .sql(PREVIEW)
        .param("organization", organization.value())
        .param("project", project.value())
        .param("slug", slug.value())
        .query((row, _) -> new EnvironmentId(row.getObject("id", UUID.class)))
        .optional();
  }

  private boolean insertEnvironment(
      String sql,
      OrganizationId organization,
      ProjectId project,
      EnvironmentId id,
      Slug slug,
      Instant now) {
    return db.in(organization)
            .sql(sql)
            .param("id", id.value())
            .param("organization", organization.value())
            .param("project", project.value())
            .param("slug", slug.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** False while it has apps, also ones that are being removed. */
  boolean delete(ProjectScope scope, Instant now) {
    return db.in(scope.organization())
            .sql(DELETE)
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static void add(List<ProjectView> found, OrganizationId organization, ResultSet row)
      throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    var environments = new ArrayList<EnvironmentView>();
    if (!found.isEmpty() && found.getLast().id().equals(id)) {
      environments.addAll(found.removeLast().environments());
    }
    UUID environment = row.getObject("environment_id", UUID.class);
    if (environment != null) {
      environments.add(
          new EnvironmentView(environment, row.getString("environment_slug"), row.getInt("apps")));
    }
    found.add(
        new ProjectView(
            id,
            organization.value(),
            row.getString("organization_slug"),
            row.getString("slug"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            List.copyOf(environments)));
  }
}
