package dev.slipway.backend.events;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Uuids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EventRepository implements EventLog {
  private static final String INSERT =
      """
      insert into event (id, organization_id, project_id, app_id, deployment_id, pod_id, node_id, at, severity, reason,
                         message)
      values (:id, :organization, :project, :app, :deployment, :pod, :node, :at, :severity, :reason, :message)
      """;

  private final Db db;
  private final InstantSource clock;

  EventRepository(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public void record(NewEvent event) {
    Instant now = clock.instant();
    rights(event)
        .sql(INSERT)
        .param("id", Uuids.next(now))
        .param("organization", value(event.organization(), it -> it.value()))
        .param("project", value(event.project(), it -> it.value()))
        .param("app", value(event.app(), it -> it.value()))
        .param("deployment", value(event.deployment(), it -> it.value()))
        .param("pod", value(event.pod(), it -> it.value()))
        .param("node", value(event.node(), it -> it.value()))
        .param("at", now.atOffset(UTC))
        .param("severity", event.severity().name())
        .param("reason", event.reason())
        .param("message", event.message())
        .update();
  }

  private JdbcClient rights(NewEvent event) {
    return event.organization() == null ? db.system() : db.in(event.organization());
  }

  private static <T> @Nullable UUID value(@Nullable T id, Function<T, UUID> value) {
    return id == null ? null : value.apply(id);
  }
}
