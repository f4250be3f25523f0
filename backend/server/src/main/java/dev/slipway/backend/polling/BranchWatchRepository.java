package dev.slipway.backend.polling;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class BranchWatchRepository {
  /**
   * Spread over a period, so that not everybody is asked at once. Previews follow their pull
   * requests and nothing else.
   */
  private static final String BEGIN =
      """
      insert into branch_watch (app_id, organization_id, url, branch, next_at)
      select a.id, a.organization_id, a.source ->> 'url', a.source ->> 'branch',
             cast(:now as timestamptz) + random() * cast(:period as double precision) * interval '1 second'
        from app a
       where a.deleted_at is null and a.source ->> 'url' is not null
         and coalesce(a.source ->> 'autoDeploy', 'true') = 'true'
         and not exists (select from environment e where e.id = a.environment_id and e.preview)
         and not exists (select from branch_watch w where w.app_id = a.id)
      on conflict do nothing
      """;

  private static final String END =
      """
      delete from branch_watch w
       using app a
       where a.id = w.app_id
         and (a.deleted_at is not null or coalesce(a.source ->> 'autoDeploy', 'true') = 'false'
              or a.source ->> 'url' is distinct from w.url or a.source ->> 'branch' is distinct from w.branch)
      """;

  private static final String DUE =
      """
      select w.app_id, w.organization_id, w.url, w.branch, w.head, w.failures, w.check_id,
             cast(a.source ->> 'credential' as uuid) as credential
        from branch_watch w
        join app a on a.id = w.app_id
       where w.check_id is null and w.next_at <= :now
       order by w.next_at
       limit :limit
         for update of w skip locked
      """;

  private static final String ASKED =
      "update branch_watch set check_id = :check where app_id = :app and check_id is null";

  private static final String WAITING =
      """
      select w.app_id, w.organization_id, w.url, w.branch, w.head, w.failures, w.check_id,
             cast(null as uuid) as credential
        from branch_watch w
       where w.check_id is not null
      """;

  private static final String SEEN =
      """
      update branch_watch
         set check_id = null, head = coalesce(:head, head), checked_at = :now, problem = :problem,
             failures = :failures, next_at = :next
       where app_id = :app and check_id = :check
      """;

  private static final String LOCK =
      "select id from app where id = :app and deleted_at is null for no key update";

  /**
   * A push that arrived is known whatever came of it: it may have been one that deploys nothing.
   */
  private static final String HISTORY =
      """
      select (select max(created_at) from deployment
               where organization_id = :organization and app_id = :app) as latest_at,
             coalesce((select ref = :branch from build
                        where organization_id = :organization and app_id = :app
                        order by id desc limit 1), false) as follows,
             exists (select from build
                      where organization_id = :organization and app_id = :app and commit_sha = :head)
               or exists (select from webhook_delivery
                           where organization_id = :organization and app_id = :app and commit_sha = :head
                             and ref = 'refs/heads/' || :branch and verdict not in ('BAD_SIGNATURE', 'FAILED'))
               as known
      """;

  private final Db db;

  BranchWatchRepository(Db db) {
    this.db = db;
  }

  int begin(long epoch, Instant now, long periodSeconds) {
    return db.leader(epoch)
        .sql(BEGIN)
        .param("now", now.atOffset(UTC))
        .param("period", periodSeconds)
        .update();
  }

  int end(long epoch) {
    return db.leader(epoch).sql(END).update();
  }

  List<BranchWatch> due(long epoch, Instant now, int limit) {
    return db.leader(epoch)
        .sql(DUE)
        .param("now", now.atOffset(UTC))
        .param("limit", limit)
        .query(BranchWatchRepository::read)
        .list();
  }

  void asked(long epoch, AppId app, UUID check) {
    int _ = db.leader(epoch).sql(ASKED).param("app", app.value()).param("check", check).update();
  }

  List<BranchWatch> waiting() {
    return db.system().sql(WAITING).query(BranchWatchRepository::read).list();
  }

  boolean seen(
      long epoch,
      BranchWatch watch,
      @Nullable String head,
      @Nullable String problem,
      int failures,
      Instant now,
      Instant next) {
    return db.leader(epoch)
            .sql(SEEN)
            .param("app", watch.app().value())
            .param("check", watch.check())
            .param("head", head)
            .param("problem", problem)
            .param("failures", failures)
            .param("now", now.atOffset(UTC))
            .param("next", next.atOffset(UTC))
            .update()
        == 1;
  }

  /** Deployments of the app wait until the transaction ends; false when it is gone. */
  boolean lock(long epoch, AppId app) {
    return db.leader(epoch)
        .sql(LOCK)
        .param("app", app.value())
        .query((row, _) -> row.getString(1))
        .optional()
        .isPresent();
  }

  Found.History history(BranchWatch watch, String head) {
    return db.system()
        .sql(HISTORY)
        .param("organization", watch.organization().value())
        .param("app", watch.app().value())
        .param("branch", watch.branch())
        .param("head", head)
        .query((row, _) -> history(row))
        .single();
  }

  private static Found.History history(ResultSet row) throws SQLException {
    OffsetDateTime latest = row.getObject("latest_at", OffsetDateTime.class);
    return new Found.History(
        latest == null ? null : latest.toInstant(),
        row.getBoolean("follows"),
        row.getBoolean("known"));
  }

  private static BranchWatch read(ResultSet row, int index) throws SQLException {
    return new BranchWatch(
        new AppId(row.getObject("app_id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getString("url"),
        row.getString("branch"),
        row.getString("head"),
        row.getInt("failures"),
        row.getObject("credential", UUID.class),
        row.getObject("check_id", UUID.class));
  }
}
