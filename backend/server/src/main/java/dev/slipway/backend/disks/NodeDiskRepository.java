package dev.slipway.backend.disks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

@Repository
class NodeDiskRepository {
  /** The last word of each quarter of an hour stays. */
  private static final String RECORD =
      """
      insert into node_disk (node_id, at, seen_at, total_bytes, free_bytes, image_bytes, cache_bytes, log_bytes,
                             container_bytes, apps)
      values (:node, date_bin('15 minutes', cast(:now as timestamptz), timestamptz '2000-01-01'), :now, :total, :free,
              :images, :cache, :logs, :containers, cast(:apps as jsonb))
          on conflict (node_id, at) do update
         set seen_at = excluded.seen_at, total_bytes = excluded.total_bytes, free_bytes = excluded.free_bytes,
             image_bytes = excluded.image_bytes, cache_bytes = excluded.cache_bytes,
             log_bytes = excluded.log_bytes, container_bytes = excluded.container_bytes, apps = excluded.apps
      """;

  private static final String SINCE =
      """
      select seen_at, total_bytes, free_bytes, image_bytes, cache_bytes, log_bytes, container_bytes,
             cast(apps as text) as apps
        from node_disk
       where node_id = :node and at >= :since
       order by at
      """;
  private static final String NAMES =
      """
      select a.id, o.slug || '/' || p.slug || '/' || e.slug || '/' || a.slug as name
        from app a
        join environment e on e.id = a.environment_id
        join project p on p.id = a.project_id
        join organization o on o.id = a.organization_id
       where a.id in (:apps)
      """;
  private static final String EXISTS = "select exists (select from node where id = :node)";
  private static final String FORGET = "delete from node_disk where at < :before";

  private final Db db;
  private final Json json;

  NodeDiskRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  // A class of its own, so that the type of its elements is known to who reads them.
  private static final class Apps extends ArrayList<DiskSample.App> {}

  void record(NodeId node, DiskSample sample) {
    db.system()
        .sql(RECORD)
        .param("node", node.value())
        .param("now", sample.at().atOffset(UTC))
        .param("total", sample.total())
        .param("free", sample.free())
        .param("images", sample.images())
        .param("cache", sample.cache())
        .param("logs", sample.logs())
        .param("containers", sample.containers())
        .param("apps", json.write(sample.apps()))
        .update();
  }

  boolean exists(NodeId node) {
    return db.system().sql(EXISTS).param("node", node.value()).query(Boolean.class).single();
  }

  /** Oldest first. */
  List<DiskSample> since(NodeId node, Instant since) {
    return db.system()
        .sql(SINCE)
        .param("node", node.value())
        .param("since", since.atOffset(UTC))
        .query(this::read)
        .list();
  }

  /** With their organization, project and environment; those that still are. */
  Map<UUID, String> names(Collection<UUID> apps) {
    return apps.isEmpty()
        ? Map.of()
        : db
            .system()
            .sql(NAMES)
            .param("apps", apps)
            .query((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }

  private DiskSample read(ResultSet row, int index) throws SQLException {
    return new DiskSample(
        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
        row.getLong("total_bytes"),
        row.getLong("free_bytes"),
        row.getLong("image_bytes"),
        row.getLong("cache_bytes"),
        row.getLong("log_bytes"),
        row.getLong("container_bytes"),
        json.read(row.getString("apps"), Apps.class));
  }
}
