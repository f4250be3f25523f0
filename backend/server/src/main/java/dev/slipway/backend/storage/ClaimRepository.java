package dev.slipway.backend.storage;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.VolumeId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What pods hold. */
@Repository
class ClaimRepository {
  private static final String HAS_SINGLE_WRITER =
      """
      select exists (select from volume
                      where environment_id = :environment and name = :name and access = 'SINGLE_WRITER')
      """;
  private static final String WRITER =
      """
      select pod.name
        from pod_volume h
        join pod on pod.id = h.pod_id
       where h.volume_id = :volume and h.single_writer and not h.read_only
      """;
  private static final String ONLY_POD =
      """
      select pod.name
        from pod
       where pod.id in (select pod_id from pod_identity where app_id = :app)
          or (pod.app_id = :app and pod.node_id is not null)
       order by pod.created_at
       limit 1
      """;

  /**
   * What was promised and is not there yet is not free. Of a machine that says nothing of its disk
   * nothing is known.
   */
  private static final String NODES_WITHOUT =
      """
      select node.id
        from node
       where node.disk_bytes > 0
         and node.disk_free_bytes - (select coalesce(sum(v.size_bytes), 0)
                                       from volume v
                                      where v.node_id = node.id
                                        and not exists (select from volume_usage u
                                                         where u.organization_id = v.organization_id
                                                           and u.volume_id = v.id))
             < :needed
      """;

  private static final String BIND =
      """
      update volume
         set node_id = node.id, node_name = node.name, bound_at = coalesce(volume.bound_at, :now)
        from node
       where volume.id = :volume and node.id = :node and (volume.bound_at is null or volume.node_id = :node)
      """;
  private static final String HOLD =
      """
      insert into pod_volume (organization_id, pod_id, volume_id, read_only, single_writer)
      select organization_id, id, :volume, :readOnly, :singleWriter from pod where id = :pod
      """;
  private static final String HOLD_IDENTITY =
      """
      insert into pod_identity (organization_id, app_id, pod_id)
      select organization_id, :app, id from pod where id = :pod
      """;

  private final Db db;

  ClaimRepository(Db db) {
    this.db = db;
  }

  boolean hasSingleWriter(EnvironmentId environment, String name) {
    return db.system()
        .sql(HAS_SINGLE_WRITER)
        .param("environment", environment.value())
        .param("name", name)
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  /** The pod that may write to it, by name. */
  Optional<String> writer(VolumeId volume) {
    return db.system()
        .sql(WRITER)
        .param("volume", volume.value())
        .query((row, _) -> row.getString("name"))
        .optional();
  }

  /**
   * A pod of the app that has a machine, by name; also one from before there was to be only one.
   */
  Optional<String> onlyPod(AppId app) {
    return db.system()
        .sql(ONLY_POD)
        .param("app", app.value())
        .query((row, _) -> row.getString("name"))
        .optional();
  }

  Map<UUID, String> nodesWithout(long bytes) {
    return db
        .system()
        .sql(NODES_WITHOUT)
        .param("needed", bytes)
        .query((row, _) -> row.getObject("id", UUID.class))
        .list()
        .stream()
        .collect(toUnmodifiableMap(id -> id, _ -> "too little disk left for its volume"));
  }

  /** It lies on this node from now on, unless it does already. */
  void bind(long epoch, VolumeId volume, NodeId node, Instant now) {
    int bound =
        db.leader(epoch)
            .sql(BIND)
            .param("volume", volume.value())
            .param("node", node.value())
            .param("now", now.atOffset(UTC))
            .update();
    if (bound != 1) {
      throw new IllegalStateException("Volume " + volume.value() + " lies on another machine");
    }
  }

  void hold(long epoch, PodId pod, Claim.Wanted wanted) {
    int _ =
        db.leader(epoch)
            .sql(HOLD)
            .param("pod", pod.value())
            .param("volume", wanted.id().value())
            .param("readOnly", wanted.readOnly())
            .param("singleWriter", wanted.singleWriter())
            .update();
  }

  void holdIdentity(long epoch, AppId app, PodId pod) {
    int _ =
        db.leader(epoch)
            .sql(HOLD_IDENTITY)
            .param("pod", pod.value())
            .param("app", app.value())
            .update();
  }
}
