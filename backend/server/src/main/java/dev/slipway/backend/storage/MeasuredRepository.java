package dev.slipway.backend.storage;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.storage.VolumeFiling.Alarm;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The only writer of what is observed of volumes. Every statement names the node. */
@Repository
class MeasuredRepository {
  private static final String FILE =
      """
      insert into volume_usage (organization_id, volume_id, used_bytes, size_bytes, files, most_files, enforced,
                                problem, observed_at)
      select v.organization_id, v.id, r.used_bytes, r.size_bytes, r.files, r.most_files, r.enforced, r.problem, :now
        from jsonb_to_recordset(cast(:measured as jsonb))
             as r (id uuid, used_bytes bigint, size_bytes bigint, files bigint, most_files bigint, enforced boolean,
                   problem text)
        join volume v on v.id = r.id and v.node_id = :node
      on conflict (organization_id, volume_id) do update
         set used_bytes = excluded.used_bytes, size_bytes = excluded.size_bytes, files = excluded.files,
             most_files = excluded.most_files, enforced = excluded.enforced, problem = excluded.problem,
             observed_at = excluded.observed_at
      """;

  /** Those that pass 90 % or their size, or about which there is a new sentence. */
  private static final String WORSENING =
      """
      select v.organization_id, v.project_id, v.name, r.enforced,
             r.used_bytes * 100 / greatest(r.size_bytes, 1) as percent,
             case when r.problem is distinct from u.problem then r.problem end as problem
        from jsonb_to_recordset(cast(:measured as jsonb))
             as r (id uuid, used_bytes bigint, size_bytes bigint, enforced boolean, problem text)
        join volume v on v.id = r.id and v.node_id = :node
        left join volume_usage u on u.organization_id = v.organization_id and u.volume_id = v.id
       where (r.problem is not null and r.problem is distinct from u.problem)
          or (r.used_bytes >= r.size_bytes / 10 * 9
              and coalesce(u.used_bytes < u.size_bytes / 10 * 9, true))
          or (r.used_bytes > r.size_bytes and coalesce(u.used_bytes <= u.size_bytes, true))
      """;

  private static final String DELETE =
      """
      delete from volume
       where node_id = :node and id in (:ids) and delete_requested_at is not null
         and not exists (select from pod_volume h where h.volume_id = volume.id)
      """;

  private final Db db;
  private final Json json;

  MeasuredRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  void file(NodeId node, List<Measured> measured, Instant now) {
    int _ =
        db.system()
            .sql(FILE)
            .param("node", node.value())
            .param("measured", json.write(measured))
            .param("now", now.atOffset(UTC))
            .update();
  }

  List<Alarm> worsening(NodeId node, List<Measured> measured) {
    return db.system()
        .sql(WORSENING)
        .param("node", node.value())
        .param("measured", json.write(measured))
        .query((row, _) ->
            new Alarm(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                row.getString("name"),
                row.getLong("percent"),
                row.getBoolean("enforced"),
                row.getString("problem")))
        .list();
  }

  void delete(NodeId node, Collection<UUID> volumes) {
    int _ = db.system().sql(DELETE).param("node", node.value()).param("ids", volumes).update();
  }
}
