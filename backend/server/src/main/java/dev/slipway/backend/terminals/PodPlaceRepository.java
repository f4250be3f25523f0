package dev.slipway.backend.terminals;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.security.AppScope;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Finds pods by the app they belong to. */
@Repository
class PodPlaceRepository {
  private static final String FIND =
      """
      select pod.name, pod.node_id, pod.phase = 'RUNNING' and pod.node_id is not null as runs,
             project.slug || '/' || environment.slug || '/' || app.slug as app_name
        from pod
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
        join environment on environment.organization_id = app.organization_id and environment.id = app.environment_id
        join project on project.organization_id = app.organization_id and project.id = app.project_id
       where pod.organization_id = :organization and pod.app_id = :app and pod.id = :pod
      """;

  private final Db db;

  PodPlaceRepository(Db db) {
    this.db = db;
  }

  /**
   * @param place where the pod is; null while it does not run
   */
  record Found(@Nullable Place place) {}

  Optional<Found> find(AppScope scope, PodId pod) {
    return db.in(scope.organization())
        .sql(FIND)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("pod", pod.value())
        .query((row, _) ->
            new Found(
                row.getBoolean("runs")
                    ? new Place(
                        scope.organization(),
                        scope.project(),
                        scope.app(),
                        row.getString("app_name"),
                        pod,
                        row.getString("name"),
                        new NodeId(row.getObject("node_id", UUID.class)))
                    : null))
        .optional();
  }
}
