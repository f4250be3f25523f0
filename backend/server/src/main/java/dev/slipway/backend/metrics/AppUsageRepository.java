package dev.slipway.backend.metrics;

import dev.slipway.backend.database.Db;
import org.springframework.stereotype.Repository;

/** What the pods of each app use together. */
@Repository
class AppUsageRepository {
  private static final String SAMPLE =
      """
      insert into app_usage (organization_id, app_id, slot, at, pods, cpu_millis, memory_bytes, requests_per_second)
      select p.organization_id, p.app_id,
             cast(mod(cast(floor(extract(epoch from now()) / 15) as bigint), 240) as integer), now(),
             cast(count(distinct p.id) as integer), sum(u.cpu_millis), sum(u.memory_bytes),
             coalesce(sum(u.requests_per_second),
                      case when exists (select from ingress_usage i
                                          where i.only_row and i.at > now() - interval '45 seconds')
                           then 0 end)
        from pod_usage u
        join pod p on p.organization_id = u.organization_id and p.id = u.pod_id
       where u.at > now() - interval '45 seconds'
       group by p.organization_id, p.app_id
          on conflict (organization_id, app_id, slot) do update
         set at = excluded.at, pods = excluded.pods, cpu_millis = excluded.cpu_millis,
             memory_bytes = excluded.memory_bytes, requests_per_second = excluded.requests_per_second
      """;
  // Without an index by age: every one of them would slow down each write, for a read now and then.
  private static final String FORGET_PODS =
      "delete from pod_usage where at < now() - interval '10 minutes'";
  private static final String FORGET_APPS =
      "delete from app_usage where at < now() - interval '2 hours'";

  private final Db db;

  AppUsageRepository(Db db) {
    this.db = db;
  }

  int sample(long epoch) {
    return db.leader(epoch).sql(SAMPLE).update();
  }

  int forget(long epoch) {
    return db.leader(epoch).sql(FORGET_PODS).update() + db.leader(epoch).sql(FORGET_APPS).update();
  }
}
