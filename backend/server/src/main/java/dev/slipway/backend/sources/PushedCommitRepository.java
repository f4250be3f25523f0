package dev.slipway.backend.sources;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PushedCommitRepository {
  private static final String INSERT =
      """
      insert into pushed_commit (id, organization_id, app_id, branch, commit_sha, subject, author, pushed_by, received_at)
      values (:id, :organization, :app, :branch, :commit, :subject, :author, :by, :now)
      """;
  private static final String TAKE =
      """
      delete from pushed_commit
       where organization_id = :organization and app_id = :app and id = :id
      returning branch, commit_sha, subject, author, pushed_by
      """;
  private static final String OLDER =
      """
      select id, app_id, branch, commit_sha, subject, author, pushed_by, received_at
        from pushed_commit
       where received_at < :before
       order by id
       limit 100
      """;
  private static final String DELETE =
      """
      delete from pushed_commit where id = :id
      """;

  private final Db db;

  PushedCommitRepository(Db db) {
    this.db = db;
  }

  record Waiting(UUID id, UUID app, PushedCommit commit, Instant since) {}

  void insert(AppScope scope, UUID id, PushedCommit commit, Instant now) {
    db.in(scope.organization())
        .sql(INSERT)
        .param("id", id)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("branch", commit.branch())
        .param("commit", commit.commit().value())
        .param("subject", commit.subject())
        .param("author", commit.author())
        .param("by", commit.by())
        .param("now", now.atOffset(UTC))
        .update();
  }

  Optional<PushedCommit> take(AppScope scope, UUID id) {
    return db.in(scope.organization())
        .sql(TAKE)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("id", id)
        .query((row, _) -> read(row))
        .optional();
  }

  List<Waiting> olderThan(Instant before) {
    return db.system()
        .sql(OLDER)
        .param("before", before.atOffset(UTC))
        .query((row, _) ->
            new Waiting(
                row.getObject("id", UUID.class),
                row.getObject("app_id", UUID.class),
                read(row),
                row.getObject("received_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  void delete(long epoch, UUID id) {
    db.leader(epoch).sql(DELETE).param("id", id).update();
  }

  /** Holds the rest of the transaction to this leadership. */
  void fence(long epoch) {
    JdbcClient _ = db.leader(epoch);
  }

  private static PushedCommit read(ResultSet row) throws SQLException {
    return new PushedCommit(
        row.getString("branch"),
        new CommitSha(row.getString("commit_sha")),
        row.getString("subject"),
        row.getString("author"),
        row.getString("pushed_by"));
  }
}
