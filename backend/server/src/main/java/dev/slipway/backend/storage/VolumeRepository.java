package dev.slipway.backend.storage;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.security.EnvironmentScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What users want of volumes. */
@Repository
class VolumeRepository {
  private static final String INSERT =
      """
      insert into volume (id, organization_id, project_id, environment_id, name, size_bytes, access, created_by,
                          created_at)
      values (:id, :organization, :project, :environment, :name, :size, :access, :by, :now)
      on conflict (organization_id, environment_id, name) do nothing
      """;

  /** Locked: nobody mounts it, places a pod with it or deletes it until this transaction ends. */
  private static final String LOCK =
      """
      select id, organization_id, project_id, environment_id, name, size_bytes, access, bound_at is not null as bound,
             bound_at is not null and node_id is null as lost, delete_requested_at is not null as deleting
        from volume
       where organization_id = :organization and environment_id = :environment and id = :id
         for update
      """;

  private static final String NAMED =
      """
      select id, organization_id, project_id, environment_id, name, size_bytes, access, bound_at is not null as bound,
             bound_at is not null and node_id is null as lost, delete_requested_at is not null as deleting
        from volume
       where organization_id = :organization and environment_id = :environment and name = :name
      """;
  private static final String LOCK_NAMED = NAMED + " for update";
  private static final String RESIZE =
      "update volume set size_bytes = :size where organization_id = :organization and id = :id";
  private static final String REQUEST_DELETE =
      """
      update volume set delete_requested_at = :now
       where organization_id = :organization and id = :id and delete_requested_at is null
      """;
  private static final String DELETE =
      "delete from volume where organization_id = :organization and id = :id";

  private static final String PREVIEW =
      "select preview from environment where organization_id = :organization and id = :environment";

  /** As large as the one of that name elsewhere in the project. */
  private static final String COPY_EMPTY =
      """
      insert into volume (id, organization_id, project_id, environment_id, name, size_bytes, access, created_by,
                          created_at)
      select :id, organization_id, project_id, :environment, name, size_bytes, access, 'Slipway', :now
        from volume
       where organization_id = :organization and project_id = :project and name = :name
         and delete_requested_at is null
       order by size_bytes desc
       limit 1
      on conflict (organization_id, environment_id, name) do nothing
      """;

  private final Db db;

  VolumeRepository(Db db) {
    this.db = db;
  }

  /** False when the environment has a volume of that name. */
  boolean insert(
      EnvironmentScope scope,
      VolumeId id,
      Slug name,
      long sizeBytes,
      VolumeAccess access,
      Instant now) {
    return db.in(scope.organization())
            .sql(INSERT)
            .param("id", id.value())
            .param("organization", scope.organization().value())
            .param("project", scope.project().value())
            .param("environment", scope.environment().value())
            .param("name", name.value())
            .param("size", sizeBytes)
            .param("access", access.name())
            .param("by", scope.caller().name())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  Optional<Volume> lock(EnvironmentScope scope, VolumeId id) {
    return db.in(scope.organization())
        .sql(LOCK)
        .param("organization", scope.organization().value())
        .param("environment", scope.environment().value())
        .param("id", id.value())
        .query(VolumeRepository::read)
        .optional();
  }

  /** Of an organization's own request, or of the leader placing a pod. */
  Optional<Volume> lock(OrganizationId organization, EnvironmentId environment, String name) {
    return db.along(organization)
        .sql(LOCK_NAMED)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .param("name", name)
        .query(VolumeRepository::read)
        .optional();
  }

  /** Not locked: for asking only. */
  Optional<Volume> named(OrganizationId organization, EnvironmentId environment, String name) {
    return db.in(organization)
        .sql(NAMED)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .param("name", name)
        .query(VolumeRepository::read)
        .optional();
  }

  void resize(Volume volume, long sizeBytes) {
    int _ =
        db.in(volume.organization())
            .sql(RESIZE)
            .param("organization", volume.organization().value())
            .param("id", volume.id().value())
            .param("size", sizeBytes)
            .update();
  }

  void requestDelete(Volume volume, Instant now) {
    int _ =
        db.in(volume.organization())
            .sql(REQUEST_DELETE)
            .param("organization", volume.organization().value())
            .param("id", volume.id().value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  /** Of one that has no data anywhere, or none that could be reached. */
  void delete(Volume volume) {
    int _ =
        db.in(volume.organization())
            .sql(DELETE)
            .param("organization", volume.organization().value())
            .param("id", volume.id().value())
            .update();
  }

  boolean isPreview(OrganizationId organization, EnvironmentId environment) {
    return db.along(organization)
        .sql(PREVIEW)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .query(Boolean.class)
        .single();
  }

  void copyEmpty(
      OrganizationId organization,
      ProjectId project,
      EnvironmentId environment,
      VolumeId id,
      String name,
      Instant now) {
    int _ =
        db.along(organization)
            .sql(COPY_EMPTY)
            .param("id", id.value())
            .param("organization", organization.value())
            .param("project", project.value())
            .param("environment", environment.value())
            .param("name", name)
            .param("now", now.atOffset(UTC))
            .update();
  }

  private static Volume read(ResultSet row, int index) throws SQLException {
    return new Volume(
        new VolumeId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        new Slug(row.getString("name")),
        row.getLong("size_bytes"),
        VolumeAccess.valueOf(row.getString("access")),
        row.getBoolean("bound"),
        row.getBoolean("lost"),
        row.getBoolean("deleting"));
  }
}
