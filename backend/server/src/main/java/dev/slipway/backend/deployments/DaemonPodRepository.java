package dev.slipway.backend.deployments;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.PodId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Which node each pod of a daemon belongs to. */
@Repository
class DaemonPodRepository {
  private static final String PLACES =
      "select id, only_node_id from pod where app_id = :app and only_node_id is not null";

  private final Db db;

  DaemonPodRepository(Db db) {
    this.db = db;
  }

  /** Also those that drain or stop. */
  Map<PodId, UUID> places(AppId app) {
    return db
        .system()
        .sql(PLACES)
        .param("app", app.value())
        .query((row, _) ->
            Map.entry(
                new PodId(row.getObject("id", UUID.class)),
                row.getObject("only_node_id", UUID.class)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
