package dev.slipway.backend.repositories;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Questions for nodes: their way in, to a node, and back. */
@Repository
class CheckQueueRepository {
  private static final String INSERT =
      """
      insert into repository_check (id, organization_id, app_id, purpose, url, host, ref, credential_id, state, since,
                                    created_at)
      values (:id, :organization, :app, :purpose, :url, :host, :ref, :credential, 'WAITING', :now, :now)
      """;
  private static final String OPEN =
      """
      select count(*) from repository_check
       where organization_id = :organization and purpose = 'TEST' and state <> 'ANSWERED'
      """;

  private static final String COLUMNS =
      """
      c.id, c.organization_id, c.app_id, c.purpose, c.url, c.ref, c.credential_id, c.state, c.commit_sha, c.failure_type,
      c.failure, c.created_at
      """;
  private static final String FIND_ALL =
      "select " + COLUMNS + " from repository_check c where c.id in (:ids)";
  private static final String FIND =
      "select " + COLUMNS + " from repository_check c where c.id = :id";

  private static final String BUILDERS =
      """
      select id from node where id in (:nodes) and state = 'READY' and 'BUILD' = any (roles) order by id
      """;

  /**
   * What somebody waits for comes first. A host that is slow keeps a few questions busy, not all of
   * them.
   */
  private static final String CLAIM =
      """
      select %s
        from repository_check c
       where c.state = 'WAITING'
         and (select count(*) from repository_check o where o.state = 'ASKED' and o.host = c.host) < :perHost
       order by c.purpose desc, c.created_at
       limit :limit
         for update of c skip locked
      """
          .formatted(COLUMNS);

  private static final String ASK =
      """
      update repository_check set state = 'ASKED', node_id = :node, since = :now where id = :id and state = 'WAITING'
      """;
  private static final String TAKE_BACK =
      """
      update repository_check set state = 'WAITING', node_id = null where id = :id and state = 'ASKED'
      """;
  private static final String ANSWER =
      """
      update repository_check
         set state = 'ANSWERED', since = :now, commit_sha = :commit, failure_type = :type, failure = :failure
       where id = :id and state = 'ASKED' and node_id = :node
      returning id
      """;

  /** Nobody answered in time; what is answered is forgotten after a while. */
  private static final String GIVE_UP =
      """
      update repository_check
         set state = 'ANSWERED', since = :now, failure_type = 'node-silent',
             failure = case state when 'ASKED' then :silent else :nobody end
       where state <> 'ANSWERED' and created_at < :before
      """;

  private static final String FORGET =
      "delete from repository_check where state = 'ANSWERED' and since < :before";

  private final Db db;

  CheckQueueRepository(Db db) {
    this.db = db;
  }

  void insert(Check check, String host) {
    int _ =
        db.along(check.organization())
            .sql(INSERT)
            .param("id", check.id())
            .param("organization", check.organization().value())
            .param("app", check.app() == null ? null : check.app().value())
            .param("purpose", check.purpose().name())
            .param("url", check.url())
            .param("host", host)
            .param("ref", check.ref())
            .param("credential", check.credential())
            .param("now", check.createdAt().atOffset(UTC))
            .update();
  }

  int open(OrganizationId organization) {
    return db.in(organization)
        .sql(OPEN)
        .param("organization", organization.value())
        .query(Integer.class)
        .single();
  }

  Optional<Check> find(UUID id) {
    return db.system().sql(FIND).param("id", id).query(CheckQueueRepository::read).optional();
  }

  List<Check> find(Collection<UUID> ids) {
    return db.system().sql(FIND_ALL).param("ids", ids).query(CheckQueueRepository::read).list();
  }

  List<NodeId> builders(Collection<NodeId> nodes) {
    return db.system()
        .sql(BUILDERS)
        .param("nodes", nodes.stream().map(NodeId::value).toList())
        .query((row, _) -> new NodeId(row.getObject("id", UUID.class)))
        .list();
  }

  List<Check> claim(int limit, int perHost) {
    return db.system()
        .sql(CLAIM)
        .param("limit", limit)
        .param("perHost", perHost)
        .query(CheckQueueRepository::read)
        .list();
  }

  void ask(UUID id, NodeId node, Instant now) {
    int _ =
        db.system()
            .sql(ASK)
            .param("id", id)
            .param("node", node.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  void takeBack(UUID id) {
    int _ = db.system().sql(TAKE_BACK).param("id", id).update();
  }

  boolean answer(
      UUID id,
      NodeId node,
      @Nullable String commit,
      @Nullable String type,
      @Nullable String failure,
      Instant now) {
    return db.system()
        .sql(ANSWER)
        .param("id", id)
        .param("node", node.value())
        .param("commit", commit)
        .param("type", type)
        .param("failure", failure)
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  int giveUp(long epoch, Instant before, String silent, String nobody, Instant now) {
    return db.leader(epoch)
        .sql(GIVE_UP)
        .param("before", before.atOffset(UTC))
        .param("silent", silent)
        .param("nobody", nobody)
        .param("now", now.atOffset(UTC))
        .update();
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }

  private static Check read(ResultSet row, int index) throws SQLException {
    UUID app = row.getObject("app_id", UUID.class);
    return new Check(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        app == null ? null : new AppId(app),
        Check.Purpose.valueOf(row.getString("purpose")),
        row.getString("url"),
        row.getString("ref"),
        row.getObject("credential_id", UUID.class),
        row.getString("state").equals("ANSWERED"),
        row.getString("commit_sha"),
        row.getString("failure_type"),
        row.getString("failure"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
