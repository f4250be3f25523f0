package dev.slipway.backend.autoscaling;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.api.metrics.AutoscalingView.Metric;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class AutoscalingViewRepository {
  private static final String APP =
      """
      select a.replicas, cast(nullif(a.spec -> 'autoscaling', 'null') as text) as settings, s.looked_at, s.recommended,
             cast(s.metrics as text) as metrics, cast(s.conditions as text) as conditions
        from app a
        left join app_autoscaling s on s.organization_id = a.organization_id and s.app_id = a.id
       where a.organization_id = :organization and a.id = :app and a.deleted_at is null
      """;
  private static final String SCALINGS =
      """
      select at, from_replicas, to_replicas, reason
        from app_scaling
       where organization_id = :organization and app_id = :app
       order by at desc
       limit 20
      """;

  private final Db db;
  private final Json json;

  AutoscalingViewRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  // Classes of their own, so that the types of their elements are known to who reads them.
  private static final class Metrics extends ArrayList<Metric> {}

  private static final class Held extends ArrayList<Condition> {}

  /** Empty when the app is gone. */
  Optional<AutoscalingView> of(AppScope scope) {
    List<Scaling> scalings =
        db.in(scope.organization())
            .sql(SCALINGS)
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .query((row, _) -> LookRepository.scaling(row))
            .list();
    return db.in(scope.organization())
        .sql(APP)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query((row, _) -> read(row, scalings))
        .optional();
  }

  private AutoscalingView read(ResultSet row, List<Scaling> scalings) throws SQLException {
    String settings = row.getString("settings");
    if (settings == null) {
      return new AutoscalingView(
          null, row.getInt("replicas"), null, null, List.of(), List.of(), scalings);
    }
    OffsetDateTime looked = row.getObject("looked_at", OffsetDateTime.class);
    return new AutoscalingView(
        json.read(settings, Autoscaling.class),
        row.getInt("replicas"),
        looked == null ? null : looked.toInstant(),
        row.getObject("recommended", Integer.class),
        list(row.getString("metrics"), Metrics.class),
        list(row.getString("conditions"), Held.class),
        scalings);
  }

  private <T> List<T> list(@Nullable String text, Class<? extends List<T>> type) {
    return text == null ? List.of() : json.read(text, type);
  }
}
