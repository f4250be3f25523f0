package dev.slipway.backend.config;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Apps in environments that are kept for some roles. */
@Repository
class ProtectedRepository {
  private static final String APPS =
      """
      select a.id, a.project_id, a.environment_id, a.slug, e.slug as environment, p.slug as project
        from app a
        join environment e on e.organization_id = a.organization_id and e.id = a.environment_id
        join project p on p.organization_id = a.organization_id and p.id = a.project_id
       where a.organization_id = :organization and a.deleted_at is null and e.protected_for is not null
         and (cast(:project as uuid) is null or a.project_id = cast(:project as uuid))
       order by p.slug, e.slug, a.slug
      """;

  private final Db db;

  ProtectedRepository(Db db) {
    this.db = db;
  }

  record Protected(
      Path path, EnvironmentId environment, String app, String environmentSlug, String project) {}

  /** All in the place. */
  List<Protected> apps(Path place) {
    UUID organization = place.organization();
    return db.along(new OrganizationId(organization))
        .sql(APPS)
        .param("organization", organization)
        .param("project", place.project())
        .query((row, _) -> {
          var environment = row.getObject("environment_id", UUID.class);
          return new Protected(
              new Path(
                  organization,
                  row.getObject("project_id", UUID.class),
                  environment,
                  row.getObject("id", UUID.class)),
              new EnvironmentId(environment),
              row.getString("slug"),
              row.getString("environment"),
              row.getString("project"));
        })
        .list();
  }
}
