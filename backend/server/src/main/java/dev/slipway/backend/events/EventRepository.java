package dev.slipway.backend.events;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.ProjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class EventRepository {
  private static final String INSERT =
      """
      insert into event
        (id, organization_id, project_id, app_id, deployment_id, pod_id, node_id, at, severity, reason, message)
      values (:id, :organization, :project, :app, :deployment, :pod, :node, :at, :severity, :reason, :message)
      """;

  private static final String FIND =
      """
      select e.id, e.at, e.severity, e.reason, e.message, e.app_id, a.slug as app_slug, e.deployment_id, e.pod_id,
             e.node_id, n.name as node_name, o.slug as organization
        from event e
        left join app a on a.organization_id = e.organization_id and a.id = e.app_id
        left join node n on n.id = e.node_id
        left join organization o on o.id = e.organization_id
      """;

  /** Newest first; ids are ordered by time. Every condition is off while its parameter is null. */
  private static final String FOUND =
      """
         and (cast(:app as uuid) is null or e.app_id = :app)
         and (cast(:node as uuid) is null or e.node_id = :node)
         and (cast(:severities as text[]) is null or e.severity = any (cast(:severities as text[])))
         and (cast(:reason as text) is null or e.reason = :reason)
         and (cast(:text as text) is null or strpos(lower(e.message), lower(:text)) > 0)
         and (cast(:since as timestamptz) is null or e.at >= :since)
         and (cast(:until as timestamptz) is null or e.at < :until)
         and (cast(:after as uuid) is null or e.id < :after)
       order by e.id desc
       limit :limit
      """;

  private static final String PAGE =
      FIND
          + " where e.organization_id = :organization and "
          + ProjectFilter.sql("e.project_id")
          + FOUND;
  private static final String EVERYWHERE = FIND + " where true " + FOUND;

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

  List<EventView> page(
      OrganizationId organization,
      EventQuery query,
      ProjectFilter visible,
      @Nullable UUID after,
      int limit) {
    var statement =
        db.in(organization)
            .sql(PAGE)
            .param("organization", organization.value())
            .params(visible.params());
    return found(statement, query, after, limit);
  }

  /** Of all organizations and of none. */
  List<EventView> everywhere(EventQuery query, @Nullable UUID after, int limit) {
    return found(db.system().sql(EVERYWHERE), query, after, limit);
  }

  private static List<EventView> found(
      StatementSpec statement, EventQuery query, @Nullable UUID after, int limit) {
    return statement
        .param("app", query.app())
        .param("node", query.node())
        .param("severities", severities(query.severity()))
        .param("reason", blank(query.reason()))
        .param("text", blank(query.text()))
        .param("since", query.since() == null ? null : query.since().atOffset(UTC))
        .param("until", query.until() == null ? null : query.until().atOffset(UTC))
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> read(row))
        .list();
  }

  /** That and the worse ones, as text of an array. */
  private static @Nullable String severities(EventView.@Nullable Severity least) {
    return least == null
        ? null
        : SqlArray.of(
            Arrays.stream(EventView.Severity.values()).filter(one -> one.compareTo(least) >= 0));
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
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
        row.getObject("pod_id", UUID.class),
        row.getObject("node_id", UUID.class),
        row.getString("node_name"),
        row.getString("organization"));
  }

  private static <T> @Nullable UUID value(@Nullable T id, Function<T, UUID> value) {
    return id == null ? null : value.apply(id);
  }
}
