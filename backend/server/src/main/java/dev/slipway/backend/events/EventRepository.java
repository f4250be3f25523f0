package dev.slipway.backend.events;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.logs.EventView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.ProjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class EventRepository {
  private static final String INSERT =
      """
      insert into event
        (id, organization_id, project_id, app_id, deployment_id, pod_id, node_id, at, severity, reason, message)
      values (:id, :organization, :project, :app, :deployment, :pod, :node, :at, :severity, :reason, :message)
      """;

  /** Newest first; ids are ordered by time. */
  private static final String PAGE =
      """
      select e.id, e.at, e.severity, e.reason, e.message, e.app_id, a.slug as app_slug, e.deployment_id, e.pod_id
        from event e
        left join app a on a.organization_id = e.organization_id and a.id = e.app_id
       where e.organization_id = :organization
         and (cast(:app as uuid) is null or e.app_id = :app)
         and (cast(:after as uuid) is null or e.id < :after)
         and %s
       order by e.id desc
       limit :limit
      """
          .formatted(ProjectFilter.sql("e.project_id"));

  private final Db db;

  EventRepository(Db db) {
    this.db = db;
  }

  void insert(UUID id, Instant at, NewEvent event) {
    int _ =
        db.along(event.organization())
            .sql(INSERT)
            .param("id", id)
            .param("organization", value(event.organization(), it -> it.value()))
            .param("project", value(event.project(), it -> it.value()))
            .param("app", value(event.app(), it -> it.value()))
            .param("deployment", value(event.deployment(), it -> it.value()))
            .param("pod", value(event.pod(), it -> it.value()))
            .param("node", value(event.node(), it -> it.value()))
            .param("at", at.atOffset(UTC))
            .param("severity", event.severity().name())
            .param("reason", event.reason())
            .param("message", event.message())
            .update();
  }

  /**
   * @param app null for all of the organization's
   */
  List<EventView> page(
      OrganizationId organization,
      @Nullable AppId app,
      ProjectFilter visible,
      @Nullable UUID after,
      int limit) {
    return db.in(organization)
        .sql(PAGE)
        .param("organization", organization.value())
        .param("app", app == null ? null : app.value())
        .param("after", after)
        .params(visible.params())
        .param("limit", limit)
        .query((row, _) -> read(row))
        .list();
  }

  private static EventView read(ResultSet row) throws SQLException {
    return new EventView(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        EventView.Severity.valueOf(row.getString("severity")),
        row.getString("reason"),
        row.getString("message"),
        row.getObject("app_id", UUID.class),
        row.getString("app_slug"),
        row.getObject("deployment_id", UUID.class),
        row.getObject("pod_id", UUID.class));
  }

  private static <T> @Nullable UUID value(@Nullable T id, Function<T, UUID> value) {
    return id == null ? null : value.apply(id);
  }
}
