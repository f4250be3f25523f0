package dev.slipway.backend.config;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class BuiltInRepository {
  private static final String APPS =
      """
      select a.id, a.project_id, a.environment_id, a.slug, e.slug as environment, p.slug as project,
             o.slug as organization, e.preview,
             r.config_stamp, r.created_at as revision_at,
             coalesce((select host from route
                        where route.organization_id = a.organization_id and route.app_id = a.id
                        order by route.created_at, route.id
                        limit 1), '') as domain
        from app a
        join environment e on e.organization_id = a.organization_id and e.id = a.environment_id
        join project p on p.organization_id = a.organization_id and p.id = a.project_id
        join organization o on o.id = a.organization_id
        left join lateral (select d.revision_id from deployment d
                            where d.organization_id = a.organization_id and d.app_id = a.id
                              and (d.id = a.current_deployment_id or d.state in ('PENDING', 'PROGRESSING'))
                            order by d.number desc
                            limit 1) d on true
        left join revision r on r.organization_id = a.organization_id and r.id = d.revision_id
       where a.organization_id = :organization and a.deleted_at is null
         and (cast(:project as uuid) is null or a.project_id = cast(:project as uuid))
         and (cast(:environment as uuid) is null or a.environment_id = cast(:environment as uuid))
         and (cast(:app as uuid) is null or a.id = cast(:app as uuid))
       order by p.slug, e.slug, a.slug
      """;

  private final Db db;

  BuiltInRepository(Db db) {
    this.db = db;
  }

  /** All in the place. */
  List<KnownApp> apps(Path place) {
    return db.along(new OrganizationId(place.organization()))
        .sql(APPS)
        .param("organization", place.organization())
        .param("project", place.project())
        .param("environment", place.environment())
        .param("app", place.app())
        .query((row, _) -> read(place.organization(), row))
        .list();
  }

  private static KnownApp read(UUID organization, ResultSet row) throws SQLException {
    OffsetDateTime revision = row.getObject("revision_at", OffsetDateTime.class);
    return new KnownApp(
        new Path(
            organization,
            row.getObject("project_id", UUID.class),
            row.getObject("environment_id", UUID.class),
            row.getObject("id", UUID.class)),
        row.getString("slug"),
        row.getString("environment"),
        row.getString("project"),
        row.getString("organization"),
        row.getString("domain"),
        row.getBoolean("preview"),
        row.getString("config_stamp"),
        revision == null ? null : revision.toInstant());
  }
}
