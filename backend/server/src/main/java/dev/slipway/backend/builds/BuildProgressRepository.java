package dev.slipway.backend.builds;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * What nodes tell of the builds they were given. Each transition names the state and the node it
 * leaves from.
 */
@Repository
class BuildProgressRepository {
  private static final String FIND =
      """
      select id, organization_id, app_id, node_id, state, attempt from build where id = :id
      """;
  private static final String RUNNING_ON =
      """
      select id, organization_id, app_id, node_id, state, attempt from build
       where node_id = :node and state = 'RUNNING'
      """;
  private static final String OUTSIDE =
      "select source ->> 'url' from build where id = :id and source ->> 'url' is not null";
  private static final String COMMIT =
      """
      update build
         set commit_sha = :commit, commit_subject = coalesce(:subject, commit_subject),
             commit_author = coalesce(:author, commit_author)
       where id = :id and state = 'RUNNING' and node_id = :node
      """;
  private static final String SUCCEED =
      """
      update build
         set state = 'SUCCEEDED', since = :now, finished_at = :now, secret_hash = null,
             image_digest = :digest, image_size = :size
       where id = :id and state = 'RUNNING' and node_id = :node
      """;
  private static final String FAIL =
      """
      update build
         set state = 'FAILED', since = :now, finished_at = :now, secret_hash = null,
             failure_type = :type, failure = :failure, cancel_requested = :kill
       where id = :id and state = 'RUNNING' and node_id = :node
      """;

  /** The next run's log goes on after what this one left. */
  private static final String REQUEUE =
      """
      update build
         set state = 'QUEUED', since = :now, started_at = null, node_id = null, secret_hash = null,
             log_offset = coalesce((select max(l.seq) from build_log l
                                     where l.organization_id = build.organization_id and l.build_id = build.id), 0)
       where id = :id and state = 'RUNNING' and node_id = :node and attempt = :attempt
      """;

  /** Not a word came from the node: the order did not reach it, so the run does not count. */
  private static final String NEVER_ARRIVED =
      """
      update build
         set state = 'QUEUED', since = :now, started_at = null, node_id = null, secret_hash = null,
             attempt = attempt - 1
       where state = 'RUNNING' and node_id = :node and id <> all(cast(:alive as uuid[]))
         and not exists (select from build_log l
                          where l.organization_id = build.organization_id and l.build_id = build.id
                            and l.seq > build.log_offset)
      """;

  private final Db db;

  BuildProgressRepository(Db db) {
    this.db = db;
  }

  Optional<StandingBuild> find(BuildId id) {
    return db.system()
        .sql(FIND)
        .param("id", id.value())
        .query(BuildProgressRepository::read)
        .optional();
  }

  /** Address of the repository it is fetched from, when that is elsewhere. */
  Optional<String> outside(BuildId id) {
    return db.system().sql(OUTSIDE).param("id", id.value()).query(String.class).optional();
  }

  List<StandingBuild> runningOn(NodeId node) {
    return db.system()
        .sql(RUNNING_ON)
        .param("node", node.value())
        .query(BuildProgressRepository::read)
        .list();
  }

  boolean commit(
      BuildId id,
      NodeId node,
      CommitSha commit,
      @Nullable String subject,
      @Nullable String author) {
    return db.system()
            .sql(COMMIT)
            .param("id", id.value())
            .param("node", node.value())
            .param("commit", commit.value())
            .param("subject", subject)
            .param("author", author)
            .update()
        == 1;
  }

  boolean succeed(BuildId id, NodeId node, String digest, long size, Instant now) {
    return db.system()
            .sql(SUCCEED)
            .param("id", id.value())
            .param("node", node.value())
            .param("digest", digest)
            .param("size", size)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * @param kill whether the node may still be at it and has to be told
   */
  boolean fail(BuildId id, NodeId node, BuildFailed failure, boolean kill, Instant now) {
    return db.system()
            .sql(FAIL)
            .param("id", id.value())
            .param("node", node.value())
            .param("type", failure.type())
            .param("failure", failure.sentence())
            .param("kill", kill)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean requeue(StandingBuild build, NodeId node, Instant now) {
    return db.system()
            .sql(REQUEUE)
            .param("id", build.id().value())
            .param("node", node.value())
            .param("attempt", build.attempt())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * Back to the queue with what the node was to be given and never had.
   *
   * @param alive what it has
   */
  void neverArrived(NodeId node, Set<UUID> alive, Instant now) {
    int _ =
        db.system()
            .sql(NEVER_ARRIVED)
            .param("node", node.value())
            .param("alive", SqlArray.of(alive.stream()))
            .param("now", now.atOffset(UTC))
            .update();
  }

  private static StandingBuild read(ResultSet row, int index) throws SQLException {
    UUID node = row.getObject("node_id", UUID.class);
    return new StandingBuild(
        new BuildId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        node == null ? null : new NodeId(node),
        row.getString("state").equals("RUNNING"),
        row.getInt("attempt"));
  }
}
