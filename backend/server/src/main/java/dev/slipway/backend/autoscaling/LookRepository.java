package dev.slipway.backend.autoscaling;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.slipway.api.metrics.AutoscalingView.Scaling;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** What was seen, thought and done; written by the leader only. */
@Repository
class LookRepository {
  /** All looks of a round in one statement. */
  private static final String KEEP =
      """
      insert into app_autoscaling (organization_id, app_id, looked_at, recommended, recommendations, metrics, conditions)
      select a.organization_id, a.id, :now, l.recommended, cast(l.advice as jsonb), cast(l.metrics as jsonb),
             cast(l.conditions as jsonb)
        from unnest(cast(:apps as uuid[]), cast(:recommended as integer[]), cast(:advice as text[]),
                    cast(:metrics as text[]), cast(:conditions as text[]))
             as l (app, recommended, advice, metrics, conditions)
        join app a on a.id = l.app
          on conflict (organization_id, app_id) do update
         set looked_at = excluded.looked_at, recommended = excluded.recommended,
             recommendations = excluded.recommendations, metrics = excluded.metrics, conditions = excluded.conditions
      """;

  /** Whoever is switched on again begins anew. */
  private static final String FORGET =
      """
      delete from app_autoscaling s
       using app a
       where a.organization_id = s.organization_id and a.id = s.app_id
         and (coalesce(jsonb_typeof(a.spec -> 'autoscaling'), '') <> 'object' or a.deleted_at is not null)
      """;

  private static final String SCALINGS_SINCE =
      """
      select s.app_id, s.at, s.from_replicas, s.to_replicas, s.reason
        from app a
        join app_scaling s on s.organization_id = a.organization_id and s.app_id = a.id and s.at > :since
       where jsonb_typeof(a.spec -> 'autoscaling') = 'object' and a.deleted_at is null
      """;
  private static final String LOCK =
      """
      select id from app
       where organization_id = :organization and id = :app and deleted_at is null
         for no key update
      """;
  // Not a user's change: their next one finds the version they have seen.
  private static final String SCALE =
      """
      update app
         set replicas = :to
       where organization_id = :organization and id = :app and replicas = :from and not stopped and deleted_at is null
         and spec -> 'autoscaling' = cast(:settings as jsonb)
      """;
  private static final String NOTE =
      """
      insert into app_scaling (id, organization_id, app_id, at, from_replicas, to_replicas, reason)
      values (:id, :organization, :app, :at, :from, :to, :reason)
      """;
  private static final String SWEEP =
      "delete from app_scaling where organization_id = :organization and app_id = :app and at < :before";
  private static final String FAILED =
      """
      update app_autoscaling set conditions = cast(:conditions as jsonb)
       where organization_id = :organization and app_id = :app
      """;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Db db;
  private final Json json;

  LookRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  void keep(long epoch, List<Look> looks) {
    var _ =
        db.leader(epoch)
            .sql(KEEP)
            .param("now", looks.getFirst().at().atOffset(UTC))
            .param("apps", SqlArray.uuids(looks, look -> look.app().id().value()))
            .param("recommended", integers(looks, Look::recommended))
            .param("advice", SqlArray.texts(looks, look -> json.write(look.advice())))
            .param("metrics", SqlArray.texts(looks, look -> json.write(look.metrics())))
            .param("conditions", SqlArray.texts(looks, look -> json.write(look.conditions())))
            .update();
  }

  private static SqlArrayValue integers(List<Look> looks, Function<Look, @Nullable Integer> value) {
    return new SqlArrayValue("integer", looks.stream().map(value).toArray());
  }

  void forget(long epoch) {
    var _ = db.leader(epoch).sql(FORGET).update();
  }

  Map<AppId, List<Scaling>> scalingsSince(Instant since) {
    return db
        .system()
        .sql(SCALINGS_SINCE)
        .param("since", since.atOffset(UTC))
        .query((row, _) -> Map.entry(new AppId(row.getObject("app_id", UUID.class)), scaling(row)))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  static Scaling scaling(ResultSet row) throws SQLException {
    return new Scaling(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getInt("from_replicas"),
        row.getInt("to_replicas"),
        row.getString("reason"));
  }

  /** False when it is gone. */
  boolean lock(long epoch, ScaledApp app) {
    return db.leader(epoch)
        .sql(LOCK)
        .param("organization", app.organization().value())
        .param("app", app.id().value())
        .query((row, _) -> row.getString(1))
        .optional()
        .isPresent();
  }

  /** False when it is not any more what was looked at. */
  boolean scale(long epoch, ScaledApp app, int to) {
    return db.leader(epoch)
            .sql(SCALE)
            .param("organization", app.organization().value())
            .param("app", app.id().value())
            .param("from", app.replicas())
            .param("to", to)
            .param("settings", app.settingsText())
            .update()
        == 1;
  }

  void note(long epoch, Look look, Look.Change change) {
    ScaledApp app = look.app();
    var _ =
        db.leader(epoch)
            .sql(NOTE)
            .param("id", Uuids.next(look.at()))
            .param("organization", app.organization().value())
            .param("app", app.id().value())
            .param("at", look.at().atOffset(UTC))
            .param("from", app.replicas())
            .param("to", change.to())
            .param("reason", change.reason())
            .update();
    var _ =
        db.leader(epoch)
            .sql(SWEEP)
            .param("organization", app.organization().value())
            .param("app", app.id().value())
            .param("before", look.at().minus(KEPT).atOffset(UTC))
            .update();
  }

  void failed(long epoch, Look look, String why) {
    var _ =
        db.leader(epoch)
            .sql(FAILED)
            .param("organization", look.app().organization().value())
            .param("app", look.app().id().value())
            .param("conditions", json.write(look.failed(why)))
            .update();
  }
}
