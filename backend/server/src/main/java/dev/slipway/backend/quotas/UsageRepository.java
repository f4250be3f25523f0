package dev.slipway.backend.quotas;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.quotas.UsagePoint;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.OrganizationScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.stereotype.Repository;

@Repository
class UsageRepository {
  private static final String BETWEEN =
      """
      select hourly, at, apps, pods, cpu_millis, memory_bytes, storage_bytes, builds, domains, tokens
        from usage_sample
       where organization_id = :organization and at >= :from and at <= :to
       order by at, hourly
      """;

  /** Of every organization; nothing for those of these five minutes that have one. */
  private static final String SAMPLE =
      """
      insert into usage_sample (organization_id, hourly, at, apps, pods, cpu_millis, memory_bytes, storage_bytes,
                                builds, domains, tokens)
      select organization_id, false,
             date_bin('5 minutes', cast(:now as timestamptz), timestamptz '2000-01-01 00:00:00+00'),
             apps, pods, cpu_millis, memory_bytes, storage_bytes, builds, domains, tokens
        from organization_usage
      on conflict do nothing
      """;

  private static final String SAMPLED =
      """
      select exists (select from usage_sample
                      where not hourly
                        and at = date_bin('5 minutes', cast(:now as timestamptz), timestamptz '2000-01-01 00:00:00+00'))
      """;

  /** Whole hours only, so that an hour is put together once. */
  private static final String ROLL_UP =
      """
      with old as (
        delete from usage_sample
         where not hourly and at < date_trunc('hour', cast(:before as timestamptz), 'UTC')
        returning *
      )
      insert into usage_sample (organization_id, hourly, at, apps, pods, cpu_millis, memory_bytes, storage_bytes,
                                builds, domains, tokens)
      select organization_id, true, date_trunc('hour', at, 'UTC'), max(apps), max(pods), max(cpu_millis),
             max(memory_bytes), max(storage_bytes), max(builds), max(domains), max(tokens)
        from old
       group by organization_id, date_trunc('hour', at, 'UTC')
      on conflict do nothing
      """;

  private static final String FORGET = "delete from usage_sample where hourly and at < :before";

  private final Db db;

  UsageRepository(Db db) {
    this.db = db;
  }

  List<UsagePoint> between(OrganizationScope scope, Instant from, Instant to) {
    return db.in(scope.organization())
        .sql(BETWEEN)
        .param("organization", scope.organization().value())
        .param("from", from.atOffset(UTC))
        .param("to", to.atOffset(UTC))
        .query((row, _) ->
            new UsagePoint(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("hourly"),
                QuotaRepository.amounts(row)))
        .list();
  }

  boolean sampled(Instant now) {
    return db.system().sql(SAMPLED).param("now", now.atOffset(UTC)).query(Boolean.class).single();
  }

  int sample(long epoch, Instant now) {
    return db.leader(epoch).sql(SAMPLE).param("now", now.atOffset(UTC)).update();
  }

  int rollUp(long epoch, Instant before) {
    return db.leader(epoch).sql(ROLL_UP).param("before", before.atOffset(UTC)).update();
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }
}
