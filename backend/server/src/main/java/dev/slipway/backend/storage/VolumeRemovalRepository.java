package dev.slipway.backend.storage;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.VolumeId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Volumes whose end users asked for. */
@Repository
class VolumeRemovalRepository {
  /** Never one that a pod may have, also when it went out of use only a moment ago. */
  private static final String REQUESTED =
      """
      select v.id, v.node_id, (select coalesce(max(epoch), 0) from leader) as epoch
        from volume v
       where v.delete_requested_at is not null and v.node_id in (:nodes)
         and not exists (select from pod_volume h where h.volume_id = v.id)
       order by v.delete_requested_at, v.id
       limit 200
      """;

  /** Without data, or on a machine that was removed. */
  private static final String FORGET =
      """
      delete from volume
       where delete_requested_at is not null and node_id is null
         and not exists (select from pod_volume h where h.volume_id = volume.id)
      """;

  private final Db db;

  VolumeRemovalRepository(Db db) {
    this.db = db;
  }

  /**
   * @param epoch of whoever leads: the machine follows nobody older than whom it knows
   */
  record Removal(VolumeId volume, NodeId node, long epoch) {}

  List<Removal> requested(Set<NodeId> nodes) {
    return db.system()
        .sql(REQUESTED)
        .param("nodes", nodes.stream().map(NodeId::value).toList())
        .query((row, _) ->
            new Removal(
                new VolumeId(row.getObject("id", UUID.class)),
                new NodeId(row.getObject("node_id", UUID.class)),
                row.getLong("epoch")))
        .list();
  }

  int forget() {
    return db.system().sql(FORGET).update();
  }
}
