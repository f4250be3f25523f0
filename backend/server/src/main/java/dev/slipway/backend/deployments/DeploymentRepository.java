package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.DeploymentState.Aborting;
import dev.slipway.backend.deployments.DeploymentState.Building;
import dev.slipway.backend.deployments.DeploymentState.Ended;
import dev.slipway.backend.deployments.DeploymentState.Pending;
import dev.slipway.backend.deployments.DeploymentState.Progressing;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.RevisionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Deployments as the leader moves them. Each move says from which state, and is told whether it
 * won.
 */
@Repository
class DeploymentRepository {
  private static final String APPS_WITH_OPEN =
      """
      select distinct app_id from deployment
       where state in ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING')
       order by app_id
      """;
  private static final String OPEN_OF_APP =
      """
      select id, number, trigger, state, state_since, progress_at, progress, build_id, revision_id, problem_type,
             problem, cancel_requested
        from deployment
       where app_id = :app and state in ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING')
       order by number
      """;
  private static final String TO_PENDING =
      """
      update deployment set state = 'PENDING', state_since = :now, revision_id = :revision
       where id = :id and state = 'BUILDING'
      """;
  private static final String TO_PROGRESSING =
      """
      update deployment set state = 'PROGRESSING', state_since = :now, progress_at = :now
       where id = :id and state = 'PENDING'
      """;
  private static final String PROGRESS =
      """
      update deployment set progress_at = :now, progress = greatest(progress, :progress)
       where id = :id and state = 'PROGRESSING'
      """;
  private static final String TO_ABORTING =
      """
      update deployment set state = 'ABORTING', state_since = :now, problem_type = :type, problem = :problem
       where id = :id and state = 'PROGRESSING'
      """;
  private static final String END =
      """
      update deployment
         set state = :to, state_since = :now, finished_at = :now,
             problem_type = coalesce(:type, problem_type), problem = coalesce(:problem, problem)
       where id = :id and state = :from
      """;
  private static final String SERVE =
      "update app set current_deployment_id = :deployment where id = :app";
  private static final String BUILD =
      "select state, failure_type, failure from build where id = :id";
  private static final String SPEC =
      """
      select revision.spec
        from revision
        join deployment
          on deployment.organization_id = revision.organization_id and deployment.revision_id = revision.id
       where deployment.id = :deployment
      """;

  private static final String CONTAINER_IMAGES =
      """
      select revision.container_images is not null
               or not (jsonb_path_exists(revision.spec, '$.initContainers[*].image.repository')
                       or jsonb_path_exists(revision.spec, '$.sidecars[*].image.repository')) as known,
             revision.container_images #>> '{problem,type}' as problem_type,
             revision.container_images #>> '{problem,sentence}' as problem
        from revision
        join deployment
          on deployment.organization_id = revision.organization_id and deployment.revision_id = revision.id
       where deployment.id = :deployment
      """;
  private static final String FORGET_CONTAINER_IMAGES =
      """
      update revision set container_images = null
        from deployment
       where deployment.id = :deployment and deployment.organization_id = revision.organization_id
         and deployment.revision_id = revision.id and revision.container_images #>> '{problem,type}' is not null
      """;

  private final Db db;
  private final Json json;

  DeploymentRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  List<AppId> appsWithOpen() {
    return db.system()
        .sql(APPS_WITH_OPEN)
        .query((row, _) -> new AppId(row.getObject("app_id", UUID.class)))
        .list();
  }

  List<Deployment> open(AppId app) {
    return db.system()
        .sql(OPEN_OF_APP)
        .param("app", app.value())
        .query(DeploymentRepository::read)
        .list();
  }

  Optional<BuildOutcome> build(BuildId build) {
    return db.system()
        .sql(BUILD)
        .param("id", build.value())
        .query((row, _) ->
            new BuildOutcome(
                BuildView.State.valueOf(row.getString("state")),
                row.getString("failure_type"),
                row.getString("failure")))
        .optional();
  }

  /** The spec of the revision that the deployment rolls out. */
  AppSpec spec(DeploymentId deployment) {
    return json.read(
        db.system()
            .sql(SPEC)
            .param("deployment", deployment.value())
            .query((row, _) -> row.getString("spec"))
            .single(),
        AppSpec.class);
  }

  ContainerImageState containerImages(DeploymentId deployment) {
    return db.system()
        .sql(CONTAINER_IMAGES)
        .param("deployment", deployment.value())
        .query((row, _) -> {
          String type = row.getString("problem_type");
          if (type != null) {
            return new ContainerImageState.Refused(new Trouble(type, row.getString("problem")));
          }
          return row.getBoolean("known")
              ? new ContainerImageState.Known()
              : new ContainerImageState.LookedUp();
        })
        .single();
  }

  void forgetContainerImages(long epoch, DeploymentId deployment) {
    int _ =
        db.leader(epoch)
            .sql(FORGET_CONTAINER_IMAGES)
            .param("deployment", deployment.value())
            .update();
  }

  boolean pending(long epoch, DeploymentId id, RevisionId revision, Instant now) {
    return db.leader(epoch)
            .sql(TO_PENDING)
            .param("id", id.value())
            .param("revision", revision.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean progressing(long epoch, DeploymentId id, Instant now) {
    return db.leader(epoch)
            .sql(TO_PROGRESSING)
            .param("id", id.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void progress(long epoch, DeploymentId id, int available, Instant now) {
    db.leader(epoch)
        .sql(PROGRESS)
        .param("id", id.value())
        .param("progress", available)
        .param("now", now.atOffset(UTC))
        .update();
  }

  boolean aborting(long epoch, DeploymentId id, Trouble trouble, Instant now) {
    return db.leader(epoch)
            .sql(TO_ABORTING)
            .param("id", id.value())
            .param("type", trouble.type())
            .param("problem", trouble.sentence())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /**
   * @param trouble null: none, or the one that is recorded already
   */
  boolean end(
      long epoch, DeploymentId id, State from, State to, @Nullable Trouble trouble, Instant now) {
    return db.leader(epoch)
            .sql(END)
            .param("id", id.value())
            .param("from", from.name())
            .param("to", to.name())
            .param("type", trouble == null ? null : trouble.type())
            .param("problem", trouble == null ? null : trouble.sentence())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  void serve(long epoch, AppId app, DeploymentId deployment) {
    db.leader(epoch)
        .sql(SERVE)
        .param("app", app.value())
        .param("deployment", deployment.value())
        .update();
  }

  private static Deployment read(ResultSet row, int index) throws SQLException {
    return new Deployment(
        new DeploymentId(row.getObject("id", UUID.class)),
        row.getInt("number"),
        Trigger.valueOf(row.getString("trigger")),
        state(row));
  }

  private static DeploymentState state(ResultSet row) throws SQLException {
    UUID build = row.getObject("build_id", UUID.class);
    var revision = new RevisionId(row.getObject("revision_id", UUID.class));
    return switch (State.valueOf(row.getString("state"))) {
      case BUILDING -> new Building(new BuildId(build));
      case PENDING -> new Pending(revision);
      case PROGRESSING ->
          new Progressing(
              revision,
              instant(row, "progress_at"),
              row.getInt("progress"),
              row.getBoolean("cancel_requested"));
      case ABORTING ->
          new Aborting(
              revision,
              instant(row, "state_since"),
              new Trouble(row.getString("problem_type"), row.getString("problem")));
      case COMPLETE, FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> new Ended();
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
