package dev.slipway.backend.builds;

import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class BuildViewRepository {
  private static final String VIEWS =
      """
      select b.id, b.state, b.ref, b.commit_sha, b.commit_subject, b.commit_author, n.name as node,
             b.image_repository, b.image_digest, b.image_size, b.failure_type, b.failure,
             b.created_at, b.started_at, b.finished_at, b.source ->> 'image' is not null as existing
        from build b
        left join node n on n.id = b.node_id
       where b.organization_id = :organization and b.app_id = :app and b.id in (:builds)
      """;
  private static final String LOG =
      """
      select l.seq, l.at, l.text
        from build_log l
        join build b on b.organization_id = l.organization_id and b.id = l.build_id
       where l.organization_id = :organization and b.app_id = :app and l.build_id = :build and l.seq > :after
       order by l.seq
       limit :limit
      """;

  private final Db db;

  BuildViewRepository(Db db) {
    this.db = db;
  }

  Map<BuildId, BuildView> views(AppScope scope, Collection<BuildId> builds) {
    return db
        .in(scope.organization())
        .sql(VIEWS)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("builds", builds.stream().map(BuildId::value).toList())
        .query((row, _) -> read(row))
        .stream()
        .collect(Collectors.toMap(view -> new BuildId(view.id()), view -> view));
  }

  List<BuildLogChunk> log(AppScope scope, BuildId build, long after, int limit) {
    return db.in(scope.organization())
        .sql(LOG)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("build", build.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, _) ->
            new BuildLogChunk(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("text")))
        .list();
  }

  private static BuildView read(ResultSet row) throws SQLException {
    String digest = row.getString("image_digest");
    return new BuildView(
        row.getObject("id", UUID.class),
        BuildView.State.valueOf(row.getString("state")),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getString("commit_subject"),
        row.getString("commit_author"),
        row.getString("node"),
        digest == null ? null : row.getString("image_repository") + "@" + digest,
        row.getObject("image_size", Long.class),
        row.getString("failure_type"),
        row.getString("failure"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getBoolean("existing"),
        null);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
