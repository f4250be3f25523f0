package dev.slipway.backend.registries;

import dev.slipway.api.registries.ImageUseView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.ProjectScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Where images come from and who needs them. */
@Repository
class ImageUseRepository {
  /**
   * Needed: what pods run, what is to serve, and the last ten revisions of each app, to go back to.
   * An image without a revision that a build has just made is about to get one.
   */
  private static final String USES =
      """
      select image.image_repository, image.image_digest, app.id as app_id, revision.number,
             environment.slug || '/' || app.slug as app, coalesce(pods.count, 0) as pods
        from revision
       cross join lateral
             (select revision.image_repository, revision.image_digest
               union
              select split_part(other #>> '{}', '@', 1), split_part(other #>> '{}', '@', 2)
                from jsonb_path_query(revision.container_images, '$.image.*') other) image
        join app on app.organization_id = revision.organization_id and app.id = revision.app_id
        join environment on environment.organization_id = app.organization_id and environment.id = app.environment_id
        left join lateral
             (select cast(count(*) as integer) as count from pod
               where pod.organization_id = revision.organization_id and pod.revision_id = revision.id) pods on true
       where revision.organization_id = :organization and app.deleted_at is null
         and (pods.count > 0 or revision.number >= app.next_revision_number - 10
              or exists (select from deployment
                          where deployment.organization_id = app.organization_id
                            and deployment.revision_id = revision.id
                            and (deployment.id = app.current_deployment_id
                                 or deployment.state in ('PENDING', 'PROGRESSING', 'ABORTING'))))
      """;

  private static final String OF_IMAGES =
      """
      with uses as (%s and image.image_repository = :repository and image.image_digest in (:digests))
      select d.digest, pushed.pushed_at, pushed.pushed_by, build.id as build_id, build.commit_sha, build.finished_at,
             coalesce((select jsonb_agg(jsonb_build_object('appId', app_id, 'app', app, 'revision', number,
                                                           'pods', pods)
                                        order by pods desc, app, number desc)
                         from uses where uses.image_digest = d.digest), '[]') as uses
        from unnest(string_to_array(:all, ',')) d(digest)
        left join lateral
             (select pushed_at, pushed_by from image_push
               where image_push.organization_id = :organization and image_push.repository = :repository
                 and image_push.digest = d.digest
               order by pushed_at desc limit 1) pushed on true
        left join lateral
             (select id, commit_sha, finished_at from build
               where build.organization_id = :organization and build.image_repository = :repository
                 and build.image_digest = d.digest and build.source ->> 'image' is null
               order by build.finished_at desc limit 1) build on true
      """
          .formatted(USES);
  private static final String OF_REPOSITORIES =
      """
      with uses as (%s and image.image_repository in (:repositories))
      select d.repository, greatest(pushed.at, built.at) as pushed_at,
             array(select distinct app from uses where uses.image_repository = d.repository order by 1) as used_by
        from unnest(string_to_array(:all, ',')) d(repository)
        left join lateral
             (select max(pushed_at) as at from image_push
               where image_push.organization_id = :organization and image_push.repository = d.repository) pushed on true
        left join lateral
             (select max(finished_at) as at from build
               where build.organization_id = :organization and build.image_repository = d.repository
                 and build.source ->> 'image' is null and build.image_digest is not null) built on true
      """
          .formatted(USES);

  private final Db db;
  private final Json json;

  ImageUseRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Known(
      @Nullable Instant pushedAt,
      @Nullable String pushedBy,
      @Nullable UUID build,
      @Nullable String commit,
      List<ImageUseView> uses) {}

  record KnownRepository(@Nullable Instant pushedAt, List<String> usedBy) {}

  /** By digest, for a page of tags. */
  Map<String, Known> images(ProjectScope scope, String repository, Collection<String> digests) {
    var known = new HashMap<String, Known>();
    if (!digests.isEmpty()) {
      db.in(scope.organization())
          .sql(OF_IMAGES)
          .param("organization", scope.organization().value())
          .param("repository", repository)
          .param("digests", digests)
          .param("all", String.join(",", digests))
          .query((row, _) -> known.put(row.getString("digest"), image(row)))
          .list();
    }
    return known;
  }

  /** By name, for a page of repositories. */
  Map<String, KnownRepository> repositories(OrganizationId organization, List<String> names) {
    var known = new HashMap<String, KnownRepository>();
    if (!names.isEmpty()) {
      db.in(organization)
          .sql(OF_REPOSITORIES)
          .param("organization", organization.value())
          .param("repositories", names)
          .param("all", String.join(",", names))
          .query((row, _) ->
              known.put(
                  row.getString("repository"),
                  new KnownRepository(
                      instant(row, "pushed_at"),
                      List.of((String[]) row.getArray("used_by").getArray()))))
          .list();
    }
    return known;
  }

  private Known image(ResultSet row) throws SQLException {
    Instant pushed = instant(row, "pushed_at");
    return new Known(
        pushed == null ? instant(row, "finished_at") : pushed,
        row.getString("pushed_by"),
        row.getObject("build_id", UUID.class),
        row.getString("commit_sha"),
        List.of(json.read(row.getString("uses"), ImageUseView[].class)));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
