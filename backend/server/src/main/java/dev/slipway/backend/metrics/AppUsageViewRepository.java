package dev.slipway.backend.metrics;

import dev.slipway.api.metrics.AppUsageView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What people see of one app's usage. */
@Repository
class AppUsageViewRepository {
  private static final String PODS =
      """
      select p.id, p.name, max(u.at) as at, cast(max(u.cpu_millis) as integer) as cpu_millis,
             cast(pod_limit(r.spec, 'cpuMillis') as integer) as cpu_request, max(u.memory_bytes) as memory_bytes,
             pod_limit(r.spec, 'memoryBytes') as memory_request,
             coalesce(sum(u.requests_per_second),
                      case when exists (select from ingress_usage i
                                          where i.only_row and i.at > now() - interval '45 seconds')
                           then 0 end) as requests
        from pod p
        join revision r on r.organization_id = p.organization_id and r.id = p.revision_id
        join pod_usage u on u.organization_id = p.organization_id and u.pod_id = p.id
       where p.organization_id = :organization and p.app_id = :app and u.at > now() - interval '45 seconds'
       group by p.id, r.id
       order by p.name
      """;
  private static final String SERIES =
      """
      select at, pods, cpu_millis, memory_bytes, requests_per_second as requests
        from app_usage
       where organization_id = :organization and app_id = :app and at > now() - interval '1 hour'
       order by at
      """;

  private final Db db;

  AppUsageViewRepository(Db db) {
    this.db = db;
  }

  List<AppUsageView.PodUse> pods(AppScope scope) {
    return db.in(scope.organization())
        .sql(PODS)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(AppUsageViewRepository::pod)
        .list();
  }

  List<AppUsageView.Sample> series(AppScope scope) {
    return db.in(scope.organization())
        .sql(SERIES)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(AppUsageViewRepository::sample)
        .list();
  }

  private static AppUsageView.PodUse pod(ResultSet row, int index) throws SQLException {
    return new AppUsageView.PodUse(
        row.getObject("id", UUID.class),
        row.getString("name"),
        at(row),
        row.getObject("cpu_millis", Integer.class),
        row.getInt("cpu_request"),
        row.getObject("memory_bytes", Long.class),
        row.getLong("memory_request"),
        row.getObject("requests", Double.class));
  }

  private static AppUsageView.Sample sample(ResultSet row, int index) throws SQLException {
    return new AppUsageView.Sample(
        at(row),
        row.getInt("pods"),
        row.getObject("cpu_millis", Long.class),
        row.getObject("memory_bytes", Long.class),
        row.getObject("requests", Double.class));
  }

  private static Instant at(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }
}
