package dev.slipway.backend.workloads;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Isolation;
import dev.slipway.backend.config.ConfigSnapshots.Snapshot;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RevisionRepository {
  private static final String PLACE =
      "select organization_id, project_id, environment_id from app where id = :app";

  private static final String SPEC = "select spec from app where id = :app";

  private static final String INSERT =
      insert(
          """
          select numbered.organization_id, numbered.id, numbered.number, build.image_repository, build.image_digest,
                 numbered.spec, build.id, build.commit_sha, build.commit_subject
            from numbered
            join build on build.organization_id = numbered.organization_id and build.id = :build
          """);

  /** The image of another revision of the app. */
  private static final String INSERT_AGAIN =
      insert(
          """
          select numbered.organization_id, numbered.id, numbered.number, base.image_repository, base.image_digest,
                 numbered.spec, base.build_id, base.commit_sha, base.commit_subject
            from numbered
            join revision base on base.organization_id = numbered.organization_id and base.app_id = numbered.id
                              and base.id = :base
          """);

  private static final String NUMBERED =
      """
      select id, number from revision
       where organization_id = :organization and app_id = :app and number = :number
      """;

  private static final String ISOLATION =
      """
      select coalesce(spec ->> 'isolation', 'RESTRICTED') from revision
       where organization_id = :organization and id = :revision
      """;

  private final Db db;
  private final Json json;

  RevisionRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /** Where the app lies. */
  record Place(OrganizationId organization, ProjectId project, EnvironmentId environment) {}

  Place place(long epoch, AppId app) {
    return db.leader(epoch)
        .sql(PLACE)
        .param("app", app.value())
        .query((row, _) ->
            new Place(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                new EnvironmentId(row.getObject("environment_id", UUID.class))))
        .single();
  }

  /** As it will be in the next revision. */
  AppSpec spec(OrganizationId organization, AppId app) {
    return json.read(
        db.along(organization).sql(SPEC).param("app", app.value()).query(String.class).single(),
        AppSpec.class);
  }

  Revision insert(
      long epoch, RevisionId id, AppId app, BuildId build, Snapshot config, Instant now) {
    return insert(db.leader(epoch).sql(INSERT).param("build", build.value()), id, app, config, now);
  }

  Revision insertAgain(
      AppScope scope, RevisionId id, RevisionId base, Snapshot config, Instant now) {
    return insert(
        db.in(scope.organization()).sql(INSERT_AGAIN).param("base", base.value()),
        id,
        scope.app(),
        config,
        now);
  }

  private static Revision insert(
      JdbcClient.StatementSpec statement, RevisionId id, AppId app, Snapshot config, Instant now) {
    return statement
        .param("id", id.value())
        .param("app", app.value())
        .param("config", config.config())
        .param("stamp", config.stamp())
        .param("now", now.atOffset(UTC))
        .query(RevisionRepository::read)
        .single();
  }

  Optional<Revision> numbered(AppScope scope, int number) {
    return db.in(scope.organization())
        .sql(NUMBERED)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("number", number)
        .query(RevisionRepository::read)
        .optional();
  }

  Isolation isolation(AppScope scope, RevisionId revision) {
    return Isolation.valueOf(
        db.in(scope.organization())
            .sql(ISOLATION)
            .param("organization", scope.organization().value())
            .param("revision", revision.value())
            .query(String.class)
            .single());
  }

  private static String insert(String made) {
    return """
    with numbered as
         (update app set next_revision_number = next_revision_number + 1
           where id = :app
          returning id, organization_id, spec, next_revision_number - 1 as number),
         made (organization_id, app_id, number, image_repository, image_digest, spec, build_id, commit_sha,
               commit_subject) as
         (%s)
    insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                          config_stamp, routes, build_id, commit_sha, commit_subject, created_at)
    select :id, made.organization_id, made.app_id, made.number, made.image_repository, made.image_digest, made.spec,
           cast(:config as jsonb), :stamp,
           coalesce((select jsonb_agg(host order by host)
                       from route
                      where route.organization_id = made.organization_id
                        and route.app_id = made.app_id), '[]'),
           made.build_id, made.commit_sha, made.commit_subject, :now
      from made
    returning id, number
    """
        .formatted(made);
  }

  private static Revision read(ResultSet row, int index) throws SQLException {
    return new Revision(new RevisionId(row.getObject("id", UUID.class)), row.getInt("number"));
  }
}
