package dev.slipway.backend.autoscaling;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Apps that are autoscaled, of all organizations. */
@Repository
class ScaledAppRepository {
  private static final String ALL =
      """
      select a.id, a.organization_id, a.project_id, a.replicas, a.stopped,
             a.current_deployment_id is not null as deployed, cast(a.spec -> 'autoscaling' as text) as settings,
             cast(s.recommendations as text) as recommendations, cast(s.conditions as text) as conditions
        from app a
        left join app_autoscaling s on s.organization_id = a.organization_id and s.app_id = a.id
       where jsonb_typeof(a.spec -> 'autoscaling') = 'object' and a.deleted_at is null
       order by a.id
      """;

  private final Db db;
  private final Json json;

  ScaledAppRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  // Classes of their own, so that the types of their elements are known to who reads them.
  private static final class Advices extends ArrayList<Advice> {}

  private static final class Held extends ArrayList<Condition> {}

  List<ScaledApp> all() {
    return db.system().sql(ALL).query(this::read).list();
  }

  private ScaledApp read(ResultSet row, int index) throws SQLException {
    String settings = row.getString("settings");
    return new ScaledApp(
        new AppId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        row.getInt("replicas"),
        row.getBoolean("stopped"),
        row.getBoolean("deployed"),
        json.read(settings, Autoscaling.class),
        settings,
        list(row.getString("recommendations"), Advices.class),
        list(row.getString("conditions"), Held.class));
  }

  private <T> List<T> list(@Nullable String text, Class<? extends List<T>> type) {
    return text == null ? List.of() : json.read(text, type);
  }
}
