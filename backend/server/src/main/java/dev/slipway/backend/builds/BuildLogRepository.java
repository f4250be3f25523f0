package dev.slipway.backend.builds;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.BuildId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The lines a build wrote. */
@Repository
class BuildLogRepository {
  private static final String STORED =
      """
      select b.id, b.node_id, b.log_offset,
             coalesce((select max(l.seq) from build_log l
                        where l.organization_id = b.organization_id and l.build_id = b.id), 0) as last
        from build b
       where b.id in (:builds)
      """;
  private static final String SIZE =
      """
      select coalesce(sum(octet_length(l.text)), 0)
        from build b join build_log l on l.organization_id = b.organization_id and l.build_id = b.id
       where b.id = :build
      """;
  private static final String INSERT =
      """
      insert into build_log (organization_id, build_id, seq, at, text)
      select b.organization_id, b.id, c.seq, to_timestamp(c.at / 1000.0), c.text
        from jsonb_to_recordset(cast(:chunks as jsonb)) as c (build uuid, seq bigint, at bigint, text text)
        join build b on b.id = c.build
      on conflict (organization_id, build_id, seq) do nothing
      """;

  private final Db db;
  private final Json json;

  BuildLogRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * What is stored of a build's log.
   *
   * @param node that has or had the build; null while it waits
   * @param offset to add to the node's numbers: chunks of earlier runs
   * @param last stored number, 0 for none
   */
  record Stored(@Nullable UUID node, long offset, long last) {}

  /**
   * @param seq as stored, offset included
   */
  record NewChunk(UUID build, long seq, long at, String text) {}

  /** Builds that do not exist are missing from the answer. */
  Map<UUID, Stored> stored(Collection<UUID> builds) {
    return db
        .system()
        .sql(STORED)
        .param("builds", builds)
        .query((row, _) ->
            Map.entry(
                row.getObject("id", UUID.class),
                new Stored(
                    row.getObject("node_id", UUID.class),
                    row.getLong("log_offset"),
                    row.getLong("last"))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  long size(BuildId build) {
    return db.system().sql(SIZE).param("build", build.value()).query(Long.class).single();
  }

  void insert(List<NewChunk> chunks) {
    db.system().sql(INSERT).param("chunks", json.write(chunks)).update();
  }
}
