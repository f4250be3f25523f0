package dev.slipway.backend.autoscaling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Pods of all autoscaled apps, in one question. What is older than 45 seconds is not known. */
@Repository
class PodFactsRepository {
  // Of what failed to become ready it is only known when it last said something else.
  private static final String OF_SCALED_APPS =
      """
      select p.app_id, p.started_at is not null and p.phase not in ('PENDING', 'PULLING', 'STARTING') as begun,
             p.ready, p.started_at, case when p.ready then p.ready_since else p.observed_at end as changed,
             u.measured, u.cpu_millis, u.memory_bytes,
             coalesce(u.requests,
                      case when exists (select from ingress_usage i
                                          where i.only_row and i.at > now() - interval '45 seconds')
                           then 0 end) as requests,
             cast(pod_request(r.spec, 'cpuMillis') as integer) as cpu_request,
             pod_request(r.spec, 'memoryBytes') as memory_request
        from app a
        join pod p on p.organization_id = a.organization_id and p.app_id = a.id and p.intent = 'RUN'
                  and p.run_id is null and p.phase not in ('SUCCEEDED', 'FAILED')
        join revision r on r.organization_id = p.organization_id and r.id = p.revision_id
        left join lateral (
             select max(pu.at) filter (where pu.node_id = p.node_id) as measured, max(pu.cpu_millis) as cpu_millis,
                    max(pu.memory_bytes) as memory_bytes, sum(pu.requests_per_second) as requests
               from pod_usage pu
              where pu.organization_id = p.organization_id and pu.pod_id = p.id
                and pu.at > now() - interval '45 seconds') u on true
       where jsonb_typeof(a.spec -> 'autoscaling') = 'object' and a.deleted_at is null
      """;

  private final Db db;

  PodFactsRepository(Db db) {
    this.db = db;
  }

  private record Row(AppId app, PodFacts facts) {}

  Map<AppId, List<PodFacts>> ofScaledApps() {
    return db.system().sql(OF_SCALED_APPS).query(PodFactsRepository::read).list().stream()
        .collect(groupingBy(Row::app, mapping(Row::facts, toList())));
  }

  private static Row read(ResultSet row, int index) throws SQLException {
    return new Row(
        new AppId(row.getObject("app_id", UUID.class)),
        new PodFacts(
            row.getBoolean("begun"),
            row.getBoolean("ready"),
            instant(row, "started_at"),
            instant(row, "changed"),
            instant(row, "measured"),
            row.getObject("cpu_millis", Integer.class),
            row.getInt("cpu_request"),
            row.getObject("memory_bytes", Long.class),
            row.getLong("memory_request"),
            row.getObject("requests", Double.class)));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
