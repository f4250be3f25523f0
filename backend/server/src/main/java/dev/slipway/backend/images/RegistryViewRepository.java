package dev.slipway.backend.images;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RegistryId;
import dev.slipway.backend.security.ProjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;

/** Registries as people see them, with the apps that use each. */
@Repository
class RegistryViewRepository {
  private static final String LIST =
      """
      select r.id, r.name, r.kind, r.host, r.project_id, p.slug as project_slug, r.username, r.repository,
             r.checked_at, r.problem_type, r.problem, r.created_by, r.created_at,
             array(select project.slug || '/' || environment.slug || '/' || app.slug
                     from app
                     join project on project.organization_id = app.organization_id and project.id = app.project_id
                     join environment
                       on environment.organization_id = app.organization_id and environment.id = app.environment_id
                    where app.organization_id = r.organization_id and app.deleted_at is null
                      and r.host in (split_part(app.source #>> '{image,repository}', '/', 1),
                                     split_part(app.source ->> 'publish', '/', 1))
                      and (r.project_id is null or r.project_id = app.project_id)
                      and %s
                    order by 1) as used_by
        from registry r
        left join project p on p.organization_id = r.organization_id and p.id = r.project_id
       where r.organization_id = :organization and p.deleted_at is null
         and (cast(:id as uuid) is null or r.id = cast(:id as uuid))
         and %s
       order by r.name, r.id
      """
          .formatted(ProjectFilter.sql("app.project_id"), ProjectFilter.sql("r.project_id"));

  private static final String USED =
      """
      select named.repository, project.slug || '/' || environment.slug || '/' || app.slug as app
        from app
        join project on project.organization_id = app.organization_id and project.id = app.project_id
        join environment
          on environment.organization_id = app.organization_id and environment.id = app.environment_id
        cross join lateral (values (app.source #>> '{image,repository}'), (app.source ->> 'publish'))
                           as named (repository)
       where app.organization_id = :organization and app.deleted_at is null
         and split_part(named.repository, '/', 1) = :host
         and (cast(:project as uuid) is null or app.project_id = cast(:project as uuid))
         and %s
       order by 1, 2
      """
          .formatted(ProjectFilter.sql("app.project_id"));

  private final Db db;

  RegistryViewRepository(Db db) {
    this.db = db;
  }

  /**
   * @param only null for all
   */
  List<RegistryView> list(
      OrganizationId organization, ProjectFilter visible, @Nullable RegistryId only) {
    return db.in(organization)
        .sql(LIST)
        .param("organization", organization.value())
        .param("id", only == null ? null : only.value())
        .params(visible.params())
        .query(RegistryViewRepository::read)
        .list();
  }

  /** Repositories in the registry that apps use, by name, with those apps. */
  SortedMap<String, List<String>> used(OutsideRegistry registry, ProjectFilter visible) {
    var used = new TreeMap<String, List<String>>();
    RowCallbackHandler collect =
        row ->
            used.computeIfAbsent(
                    row.getString("repository").substring(registry.host().length() + 1),
                    _ -> new ArrayList<>())
                .add(row.getString("app"));
    db.in(registry.organization())
        .sql(USED)
        .param("organization", registry.organization().value())
        .param("host", registry.host())
        .param("project", registry.project())
        .params(visible.params())
        .query(collect);
    return used;
  }

  private static RegistryView read(ResultSet row, int index) throws SQLException {
    return new RegistryView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        RegistryKind.valueOf(row.getString("kind")),
        row.getString("host"),
        row.getObject("project_id", UUID.class),
        row.getString("project_slug"),
        row.getString("username"),
        row.getString("repository"),
        row.getString("problem") == null,
        row.getObject("checked_at", OffsetDateTime.class).toInstant(),
        row.getString("problem_type"),
        row.getString("problem"),
        List.of((String[]) row.getArray("used_by").getArray()),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
