package dev.slipway.backend.agents;

import dev.slipway.api.apps.ContainerView;
import dev.slipway.api.apps.StartStepView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.protocol.PodStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * The only writer of what is observed of pods. Every statement names the node: it has no say over
 * others' pods.
 */
@Repository
class ReportRepository {
  // What is said again changes nothing, so that nobody is woken for it.
  private static final String FILE =
      """
      update pod p
         set phase = r.phase,
             ready = r.ready,
             ready_since = case when not r.ready then null when p.ready then p.ready_since else now() end,
             restarts = r.restarts,
             exit_code = r.exit_code,
             reason = r.reason,
             message = r.message,
             started_at = r.started_at,
             containers = r.containers,
             start_steps = coalesce(r.start_steps, p.start_steps),
             finished_at = case when r.phase in ('SUCCEEDED', 'FAILED') then now() end,
             observed_at = now()
        from jsonb_to_recordset(cast(:statuses as jsonb))
             as r (id uuid, phase text, ready boolean, restarts integer, exit_code integer, reason text, message text,
                   started_at timestamptz, containers jsonb, start_steps jsonb)
       where p.id = r.id and p.node_id = :node
         -- What has ended has ended: nothing that is said later takes it back.
         and p.phase not in ('SUCCEEDED', 'FAILED')
         and (p.phase, p.ready, p.restarts, p.exit_code, p.reason, p.message, p.started_at, p.containers,
              p.start_steps)
             is distinct from
             (r.phase, r.ready, r.restarts, r.exit_code, r.reason, r.message, r.started_at, r.containers,
              coalesce(r.start_steps, p.start_steps))
      """;
  // Only what was told to stop is over. The agent runs again what should run and is not there.
  private static final String DELETE_STOPPED =
      "delete from pod where node_id = :node and intent = 'STOP' and id in (:pods)";
  private static final String NOT_THERE =
      """
      update pod
         set phase = 'PENDING', ready = false, ready_since = null, observed_at = now()
       where node_id = :node and intent <> 'STOP' and id in (:pods) and (phase <> 'PENDING' or ready)
         and phase not in ('SUCCEEDED', 'FAILED')
      """;
  private static final String OF_NODE = "select id from pod where node_id = :node";
  private static final String OWNERS =
      """
      select id, organization_id, project_id, app_id, deployment_id
        from pod
       where node_id = :node and id in (:pods)
      """;

  private static final String LAST_GENERATION = "select last_value from desired_generation";

  private static final int MOST_LETTERS = 2000;

  private final Db db;
  private final Json json;

  ReportRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  void file(NodeId node, List<PodStatus> statuses) {
    List<Status> rows =
        statuses.stream().filter(status -> phase(status) != null).map(Status::of).toList();
    if (!rows.isEmpty()) {
      db.system()
          .sql(FILE)
          .param("node", node.value())
          .param("statuses", json.write(rows))
          .update();
    }
  }

  void gone(NodeId node, Collection<UUID> pods) {
    if (pods.isEmpty()) {
      return;
    }
    db.system().sql(DELETE_STOPPED).param("node", node.value()).param("pods", pods).update();
    db.system().sql(NOT_THERE).param("node", node.value()).param("pods", pods).update();
  }

  /** All pods of the node but these are gone. */
  void missing(NodeId node, Collection<UUID> there) {
    List<UUID> gone =
        db
            .system()
            .sql(OF_NODE)
            .param("node", node.value())
            .query((row, _) -> row.getObject(1, UUID.class))
            .list()
            .stream()
            .filter(pod -> !there.contains(pod))
            .toList();
    gone(node, gone);
  }

  /** The newest any node was told of, or the one before it. */
  long lastGeneration() {
    return db.system().sql(LAST_GENERATION).query(Long.class).single();
  }

  /** Whose these pods are, of those that are placed on the node. */
  Map<UUID, AgentEvents.Owner> owners(NodeId node, Collection<UUID> pods) {
    if (pods.isEmpty()) {
      return Map.of();
    }
    return db
        .system()
        .sql(OWNERS)
        .param("node", node.value())
        .param("pods", pods)
        .query(ReportRepository::owner)
        .list()
        .stream()
        .collect(Collectors.toMap(owner -> owner.pod().value(), Function.identity()));
  }

  private static AgentEvents.Owner owner(ResultSet row, int index) throws SQLException {
    return new AgentEvents.Owner(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        new PodId(row.getObject("id", UUID.class)));
  }

  private static @Nullable String phase(PodStatus status) {
    return switch (status.getPhase()) {
      case PULLING, STARTING, RUNNING, STOPPING, EXITED, SUCCEEDED, FAILED ->
          status.getPhase().name();
      case PHASE_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  // Named as the columns of the recordset.
  private record Status(
      String id,
      @Nullable String phase,
      boolean ready,
      int restarts,
      @Nullable Integer exit_code,
      @Nullable String reason,
      @Nullable String message,
      @Nullable Instant started_at,
      @Nullable List<ContainerView> containers,
      @Nullable List<StartStepView> start_steps) {

    static Status of(PodStatus status) {
      boolean ended =
          switch (status.getPhase()) {
            case EXITED, SUCCEEDED, FAILED -> true;
            case PULLING, STARTING, RUNNING, STOPPING, PHASE_UNSPECIFIED, UNRECOGNIZED ->
                status.getRestarts() > 0;
          };
      long started = status.getStartedAtMillis();
      return new Status(
          status.getId(),
          ReportRepository.phase(status),
          status.getReady(),
          status.getRestarts(),
          ended ? status.getExitCode() : null,
          orNull(status.getReason()),
          orNull(status.getMessage()),
          started > 0 ? Instant.ofEpochMilli(started) : null,
          ReportedContainers.of(status),
          StartSteps.of(status));
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : Text.within(text, MOST_LETTERS);
    }
  }
}
