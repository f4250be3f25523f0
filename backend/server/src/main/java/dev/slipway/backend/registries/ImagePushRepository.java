package dev.slipway.backend.registries;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Pushes to the built-in registry, and the apps that wait for them. */
@Repository
class ImagePushRepository {
  /** Repositories are named organization/project/…; what is in none is nobody's. */
  private static final String INSERT =
      """
      insert into image_push (event_id, organization_id, project_id, repository, tag, digest, pushed_by, build_id,
                              pushed_at)
      select :event, project.organization_id, project.id, :repository, :tag, :digest, :by, :build, :now
        from organization
        join project on project.organization_id = organization.id and project.deleted_at is null
       where organization.slug = split_part(:repository, '/', 1) and project.slug = split_part(:repository, '/', 2)
      on conflict (event_id) do nothing
      """;

  /** Not those whose last deployment is of this very image already. */
  private static final String WAITING =
      """
      select app.id, app.organization_id, app.project_id, app.source #>> '{image,tag}' as pattern,
             environment.protected_for is not null as guarded
        from app
        join environment
             on environment.organization_id = app.organization_id and environment.id = app.environment_id
        join project on project.organization_id = app.organization_id and project.id = app.project_id
        join organization on organization.id = app.organization_id
       where app.deleted_at is null and app.source #>> '{image,repository}' = :image
         and (split_part(:repository, '/', 1) = 'library'
              or (organization.slug = split_part(:repository, '/', 1)
                  and project.slug = split_part(:repository, '/', 2)))
         and not exists (select from (select build.ref, build.state
                                        from build
                                       where build.organization_id = app.organization_id and build.app_id = app.id
                                       order by build.id desc limit 1) last
                          where last.ref = :reference and last.state in ('QUEUED', 'RUNNING', 'SUCCEEDED'))
       order by app.id
      """;

  private static final String KNOWN =
      "select exists (select from image_push where event_id = :event)";

  /** The registry tells again when an answer takes long. */
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('image-push/' || :event, 0)))"
          + " as locked";

  private final Db db;

  ImagePushRepository(Db db) {
    this.db = db;
  }

  /**
   * An app that waits for tags.
   *
   * @param guarded its environment is protected
   */
  record Waiting(
      OrganizationId organization, ProjectId project, AppId app, String pattern, boolean guarded) {}

  boolean known(UUID event) {
    return db.system().sql(KNOWN).param("event", event).query(Boolean.class).single();
  }

  /** Until the transaction ends nobody else deals with it. */
  void lock(UUID event) {
    Integer _ =
        db.system().sql(LOCK).param("event", event.toString()).query(Integer.class).single();
  }

  void insert(PushedImage pushed, Instant now) {
    int _ =
        db.system()
            .sql(INSERT)
            .param("event", pushed.event())
            .param("repository", pushed.repository())
            .param("tag", pushed.tag())
            .param("digest", pushed.digest())
            .param("by", pushed.by())
            .param("build", pushed.build())
            .param("now", now.atOffset(UTC))
            .update();
  }

  /**
   * @param image with the host of the built-in registry, as apps name it
   */
  List<Waiting> waiting(String image, PushedImage pushed, String reference) {
    return db.system()
        .sql(WAITING)
        .param("image", image)
        .param("repository", pushed.repository())
        .param("reference", reference)
        .query((row, _) ->
            new Waiting(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new ProjectId(row.getObject("project_id", UUID.class)),
                new AppId(row.getObject("id", UUID.class)),
                row.getString("pattern"),
                row.getBoolean("guarded")))
        .list();
  }
}
