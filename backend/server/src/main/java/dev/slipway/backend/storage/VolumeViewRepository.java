package dev.slipway.backend.storage;

import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeUsageView;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.security.EnvironmentScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Volumes as users see them: two statements, however many there are. */
@Repository
class VolumeViewRepository {
  private static final String VOLUMES =
      """
      select v.id, v.environment_id, v.name, v.size_bytes, v.access, v.node_name, v.created_by, v.created_at,
             case when v.delete_requested_at is not null then 'DELETING'
                  when v.bound_at is null then 'UNUSED'
                  when v.node_id is null then 'LOST'
                  else 'ON_NODE' end as state,
             u.used_bytes, u.size_bytes as actual_bytes, u.files, u.most_files, u.enforced, u.problem, u.observed_at
        from volume v
        left join volume_usage u on u.organization_id = v.organization_id and u.volume_id = v.id
       where v.organization_id = :organization and v.environment_id = :environment
         and (cast(:id as uuid) is null or v.id = :id)
       order by v.name
      """;

  /**
   * Apps whose spec mounts it, whose deployments do that run or may yet, and apps with a pod that
   * has it, also when the app itself is deleted. Of several mounts of an app the spec's is told.
   */
  private static final String USERS =
      """
      select v.id as volume_id, a.id, a.slug, used.path, used.read_only,
             exists (select from pod_volume h join pod p on p.id = h.pod_id
                      where h.volume_id = v.id and p.app_id = a.id) as running
        from volume v
        join app a on a.organization_id = v.organization_id and a.environment_id = v.environment_id
       cross join lateral (
             select m ->> 'path' as path, coalesce(cast(m ->> 'readOnly' as boolean), false) as read_only
               from (select 1 as rank, a.spec where a.deleted_at is null
                     union all
                     select 2, r.spec
                       from deployment d
                       join revision r on r.organization_id = d.organization_id and r.id = d.revision_id
                      where a.deleted_at is null and d.organization_id = a.organization_id and d.app_id = a.id
                        and (d.id = a.current_deployment_id or d.finished_at is null)
                     union all
                     select 3, r.spec
                       from pod_volume h
                       join pod p on p.id = h.pod_id
                       join revision r on r.organization_id = p.organization_id and r.id = p.revision_id
                      where h.volume_id = v.id and p.app_id = a.id) specs,
                    jsonb_array_elements(coalesce(specs.spec -> 'mounts', '[]')) m
              where m ->> 'kind' = 'VOLUME' and m ->> 'name' = v.name
              order by rank
              limit 1) used
       where v.organization_id = :organization and v.environment_id = :environment
         and (cast(:id as uuid) is null or v.id = :id)
       order by a.slug, a.id
      """;

  private final Db db;

  VolumeViewRepository(Db db) {
    this.db = db;
  }

  List<VolumeView> ofEnvironment(EnvironmentScope scope) {
    return views(scope, null);
  }

  List<VolumeView> volume(EnvironmentScope scope, VolumeId id) {
    return views(scope, id);
  }

  /** Who mounts it, by name. */
  List<VolumeUserView> users(Volume volume) {
    return users(volume.organization(), volume.environment(), volume.id())
        .getOrDefault(volume.id().value(), List.of());
  }

  private List<VolumeView> views(EnvironmentScope scope, @Nullable VolumeId id) {
    Map<UUID, List<VolumeUserView>> users = users(scope.organization(), scope.environment(), id);
    return db.in(scope.organization())
        .sql(VOLUMES)
        .param("organization", scope.organization().value())
        .param("environment", scope.environment().value())
        .param("id", id == null ? null : id.value())
        .query((row, _) -> view(row, users))
        .list();
  }

  private Map<UUID, List<VolumeUserView>> users(
      OrganizationId organization, EnvironmentId environment, @Nullable VolumeId id) {
    var users = new LinkedHashMap<UUID, List<VolumeUserView>>();
    db.along(organization)
        .sql(USERS)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .param("id", id == null ? null : id.value())
        .query(row -> {
          users
              .computeIfAbsent(row.getObject("volume_id", UUID.class), _ -> new ArrayList<>())
              .add(
                  new VolumeUserView(
                      row.getObject("id", UUID.class),
                      row.getString("slug"),
                      row.getString("path"),
                      row.getBoolean("read_only"),
                      row.getBoolean("running")));
        });
    return users;
  }

  private static VolumeView view(ResultSet row, Map<UUID, List<VolumeUserView>> users)
      throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new VolumeView(
        id,
        row.getObject("environment_id", UUID.class),
        row.getString("name"),
        row.getLong("size_bytes"),
        VolumeAccess.valueOf(row.getString("access")),
        VolumeState.valueOf(row.getString("state")),
        row.getString("node_name"),
        usage(row),
        row.getString("problem"),
        List.copyOf(users.getOrDefault(id, List.of())),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable VolumeUsageView usage(ResultSet row) throws SQLException {
    OffsetDateTime at = row.getObject("observed_at", OffsetDateTime.class);
    return at == null
        ? null
        : new VolumeUsageView(
            row.getLong("used_bytes"),
            row.getLong("actual_bytes"),
            row.getLong("files"),
            row.getLong("most_files"),
            row.getBoolean("enforced"),
            at.toInstant());
  }
}
