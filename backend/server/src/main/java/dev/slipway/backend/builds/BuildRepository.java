package dev.slipway.backend.builds;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The queue: a build's way in, to a node, and back. */
@Repository
class BuildRepository {
  /** The image repository is named like the app's git address. */
  private static final String INSERT =
      """
      insert into build (id, organization_id, app_id, source, ref, commit_sha, commit_subject, commit_author,
                         state, since, image_repository, created_at)
      select :id, a.organization_id, a.id, cast(:source as jsonb), :ref, :commit, :subject, :author,
             'QUEUED', :now,
             coalesce(:repository, o.slug || '/' || p.slug || '/' || e.slug || '/' || a.slug), :now
        from app a
        join environment e on e.id = a.environment_id
        join project p on p.id = a.project_id
        join organization o on o.id = a.organization_id
       where a.organization_id = :organization and a.id = :app and a.deleted_at is null
      """;

  /** A running build's node has yet to be told: see {@link #CANCELED_ON}. */
  private static final String CANCEL =
      """
      update build
         set state = 'CANCELED', since = :now, finished_at = :now, secret_hash = null,
             cancel_requested = (state = 'RUNNING')
       where organization_id = :organization and id = :id and state in ('QUEUED', 'RUNNING')
      """;

  private static final String FREE_SLOTS =
      """
      select n.id,
             cast(:perNode - (select count(*) from build b where b.node_id = n.id and b.state = 'RUNNING') as integer)
               as free
        from node n
       where n.id in (:nodes) and n.state = 'READY' and n.schedulable and not n.maintenance
         and not jsonb_exists_any(n.conditions, array['ENGINE_DOWN', 'DISK_PRESSURE']) and 'BUILD' = any (n.roles)
         and (n.disk_bytes - n.disk_free_bytes) * 100 / greatest(n.disk_bytes, 1) < :most_percent
       order by free desc, n.id
      """;

  /** Until the transaction ends: two replicas that count at once would both find room. */
  private static final String TAKE_TURN =
      "select cast(pg_advisory_xact_lock(hashtextextended('slipway.builds.claim', 0)) as text)";

  /**
   * Whoever has the fewest running comes first, counting what this very query would start, and only
   * as many as its quota has room for; within an organization the oldest. Rows another transaction
   * has locked are passed over.
   */
  private static final String CLAIM =
      """
      with running as (
        select organization_id, count(*) as builds from build where state = 'RUNNING' group by organization_id
      ), line as (
        select q.id,
               coalesce(r.builds, 0) + row_number() over (partition by q.organization_id order by q.created_at, q.id)
                 as place
          from build q
          left join running r on r.organization_id = q.organization_id
         where q.state = 'QUEUED' and q.source ->> 'image' is null
      )
      select b.id, b.organization_id, b.app_id, b.source, b.ref, b.commit_sha, b.image_repository, b.attempt
        from build b
        join line on line.id = b.id
        left join organization_quota q on q.organization_id = b.organization_id
       where b.state = 'QUEUED' and line.place <= coalesce(q.builds, :at_once)
       order by line.place, b.created_at, b.id
       limit :limit
         for update of b skip locked
      """;

  private static final String START =
      """
      update build
         set state = 'RUNNING', since = :now, started_at = :now, node_id = :node, attempt = attempt + 1,
             secret_hash = :secret
       where id = :id and state = 'QUEUED'
      """;

  /** The order never left, so the run does not count. */
  private static final String TAKE_BACK =
      """
      update build
         set state = 'QUEUED', since = :now, started_at = null, node_id = null, attempt = attempt - 1,
             secret_hash = null
       where id = :id and state = 'RUNNING' and node_id = :node and attempt = :attempt
      """;

  private static final String CANCELED_ON =
      """
      select id, node_id from build where cancel_requested and node_id in (:nodes)
      """;
  private static final String CANCEL_TOLD =
      """
      update build set cancel_requested = false where id = :id and cancel_requested
      """;

  private final Db db;
  private final Json json;

  BuildRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Slot(NodeId node, int free) {}

  record Canceled(BuildId id, NodeId node) {}

  /**
   * False if the app is gone.
   *
   * @param repository of an image that is there already; null: the app's own, built
   */
  boolean insert(
      AppScope scope,
      BuildId id,
      AppSource source,
      String ref,
      @Nullable CommitSha commit,
      @Nullable String subject,
      @Nullable String author,
      @Nullable String repository,
      Instant now) {
    return db.in(scope.organization())
            .sql(INSERT)
            .param("id", id.value())
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .param("source", json.write(source))
            .param("ref", ref)
            .param("commit", commit == null ? null : commit.value())
            .param("subject", subject)
            .param("author", author)
            .param("repository", repository)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /** False if it had ended. */
  boolean cancel(AppScope scope, BuildId id, Instant now) {
    return db.in(scope.organization())
            .sql(CANCEL)
            .param("organization", scope.organization().value())
            .param("id", id.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * @param mostPercent of the disk, from which on a node builds nothing
   */
  List<Slot> slots(Collection<NodeId> nodes, int perNode, int mostPercent) {
    return db.system()
        .sql(FREE_SLOTS)
        .param("nodes", values(nodes))
        .param("perNode", perNode)
        .param("most_percent", mostPercent)
        .query(
            (row, _) -> new Slot(new NodeId(row.getObject("id", UUID.class)), row.getInt("free")))
        .list();
  }

  /**
   * Locks the rows until the transaction ends.
   *
   * @param atOnce builds of an organization that has no limit of its own
   */
  List<QueuedBuild> claim(int limit, int atOnce) {
    var _ = db.system().sql(TAKE_TURN).query(String.class).single();
    return db.system()
        .sql(CLAIM)
        .param("limit", limit)
        .param("at_once", atOnce)
        .query(this::queued)
        .list();
  }

  boolean start(ClaimedBuild build, Instant now) {
    return db.system()
            .sql(START)
            .param("id", build.id().value())
            .param("node", build.node().value())
            .param("secret", build.secret().hash())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean takeBack(ClaimedBuild build, Instant now) {
    return db.system()
            .sql(TAKE_BACK)
            .param("id", build.id().value())
            .param("node", build.node().value())
            .param("attempt", build.attempt())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  List<Canceled> canceledOn(Collection<NodeId> nodes) {
    return db.system()
        .sql(CANCELED_ON)
        .param("nodes", values(nodes))
        .query((row, _) ->
            new Canceled(
                new BuildId(row.getObject("id", UUID.class)),
                new NodeId(row.getObject("node_id", UUID.class))))
        .list();
  }

  void cancelTold(BuildId id) {
    db.system().sql(CANCEL_TOLD).param("id", id.value()).update();
  }

  private QueuedBuild queued(ResultSet row, int index) throws SQLException {
    return new QueuedBuild(
        new BuildId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        json.read(row.getString("source"), AppSource.class),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getString("image_repository"),
        row.getInt("attempt"));
  }

  private static List<UUID> values(Collection<NodeId> nodes) {
    return nodes.stream().map(NodeId::value).toList();
  }
}
