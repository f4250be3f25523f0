package dev.slipway.backend.registries;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
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
      select app.id, app.source #>> '{image,tag}' as pattern
        from app
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

  private final Db db;

  ImagePushRepository(Db db) {
    this.db = db;
  }

  record Waiting(AppId app, String pattern) {}

  /** False when it was told before. */
  boolean insert(PushedImage pushed, Instant now) {
    return db.system()
            .sql(INSERT)
            .param("event", pushed.event())
            .param("repository", pushed.repository())
            .param("tag", pushed.tag())
            .param("digest", pushed.digest())
            .param("by", pushed.by())
            .param("build", pushed.build())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
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
            new Waiting(new AppId(row.getObject("id", UUID.class)), row.getString("pattern")))
        .list();
  }
}
