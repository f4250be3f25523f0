package dev.slipway.backend.statuses;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The outbox. */
@Repository
class CommitStatusRepository {
  /** Nothing where nobody gave a token that may report. */
  private static final String NOTE =
      """
      insert into commit_status (deployment_id, organization_id, app_id, url, commit_sha, wanted, next_at)
      select d.id, d.organization_id, d.app_id, b.source ->> 'url', b.commit_sha,
             case when d.state in ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING') then 'PENDING'
                  when d.state = 'COMPLETE' then 'SUCCESS'
                  when d.state in ('CANCELED', 'SUPERSEDED') then 'CANCELED'
                  else 'FAILURE' end,
             :now
        from deployment d
        join build b on b.organization_id = d.organization_id and b.id = d.build_id
       where d.created_at > :since and b.commit_sha is not null and b.source ->> 'url' is not null
         and exists (select from repository_credential c
                      where c.organization_id = d.organization_id and c.reports_status
                        and (c.app_id is null or c.app_id = d.app_id))
      on conflict (organization_id, deployment_id) do update
         set wanted = excluded.wanted, attempts = 0, next_at = excluded.next_at
       where commit_status.wanted <> excluded.wanted
      """;

  /**
   * Every host's oldest comes before any host's second, and every organization's before anybody's
   * second; what is on its way to its forge is not asked for again.
   */
  private static final String DUE =
      """
      with waiting as (
        select deployment_id, organization_id, next_at,
               row_number() over (partition by coalesce(substring(url from '^[a-z+]+://(?:[^/@]*@)?([^/]+)'),
                                                        substring(url from '^[^/@]+@([^:/]+):'))
                                      order by next_at, deployment_id) as turn
          from commit_status
         where told is distinct from wanted and next_at <= :now
           and deployment_id <> all(cast(:sending as uuid[]))),
      fair as (
        select deployment_id, organization_id, next_at,
               row_number() over (partition by organization_id order by turn, next_at, deployment_id) as place
          from waiting where turn <= :of_host)
      select s.deployment_id, s.organization_id, s.app_id, d.number, s.url, s.commit_sha, s.wanted, s.attempts,
             p.slug || '/' || e.slug || '/' || a.slug as name
        from fair f
        join commit_status s on s.organization_id = f.organization_id and s.deployment_id = f.deployment_id
        join deployment d on d.organization_id = s.organization_id and d.id = s.deployment_id
        join app a on a.organization_id = s.organization_id and a.id = s.app_id
        join environment e on e.organization_id = a.organization_id and e.id = a.environment_id
        join project p on p.organization_id = a.organization_id and p.id = a.project_id
       order by f.place, f.next_at
       limit :limit
      """;

  private static final String TOLD =
      """
      update commit_status set told = :state, attempts = 0, problem = :problem
       where organization_id = :organization and deployment_id = :deployment
      """;
  private static final String FAILED =
      """
      update commit_status set attempts = attempts + 1, problem = :problem, next_at = :next
       where organization_id = :organization and deployment_id = :deployment and wanted = :state
      """;

  private final Db db;

  CommitStatusRepository(Db db) {
    this.db = db;
  }

  int note(long epoch, Instant since, Instant now) {
    return db.leader(epoch)
        .sql(NOTE)
        .param("since", since.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /**
   * @param sending on their way
   * @param ofHost so many of one host at most
   */
  List<CommitStatus> due(Instant now, Collection<DeploymentId> sending, int ofHost, int limit) {
    return db.system()
        .sql(DUE)
        .param("now", now.atOffset(UTC))
        .param("sending", SqlArray.of(sending.stream().map(DeploymentId::value)))
        .param("of_host", ofHost)
        .param("limit", limit)
        .query(CommitStatusRepository::read)
        .list();
  }

  /**
   * @param problem null when the forge has taken it; else why nobody tries again
   */
  void told(long epoch, CommitStatus status, @Nullable String problem) {
    int _ =
        db.leader(epoch)
            .sql(TOLD)
            .param("organization", status.organization().value())
            .param("deployment", status.deployment().value())
            .param("state", status.state().name())
            .param("problem", problem)
            .update();
  }

  void failed(long epoch, CommitStatus status, String problem, Instant next) {
    int _ =
        db.leader(epoch)
            .sql(FAILED)
            .param("organization", status.organization().value())
            .param("deployment", status.deployment().value())
            .param("state", status.state().name())
            .param("problem", problem)
            .param("next", next.atOffset(UTC))
            .update();
  }

  private static CommitStatus read(ResultSet row, int index) throws SQLException {
    return new CommitStatus(
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        row.getInt("number"),
        row.getString("name"),
        row.getString("url"),
        row.getString("commit_sha"),
        CommitStatus.State.valueOf(row.getString("wanted")),
        row.getInt("attempts"));
  }
}
