package dev.slipway.backend.builds;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ImageBuildRepository {
  private static final String QUEUED =
      """
      select id, organization_id, project_id, image_repository, ref, created_at
        from (select build.id, build.organization_id, app.project_id, build.image_repository, build.ref,
                     build.created_at,
                     row_number() over (partition by build.organization_id order by build.created_at) as place
                from build
                join app on app.organization_id = build.organization_id and app.id = build.app_id
               where build.state = 'QUEUED' and build.source ->> 'image' is not null) line
       where place <= :each
       order by created_at
      """;
  private static final String FOUND =
      """
      update build
         set state = 'SUCCEEDED', since = :now, started_at = :now, finished_at = :now, image_digest = :digest,
             image_size = :bytes
       where id = :id and state = 'QUEUED'
      """;
  private static final String FAILED =
      """
      update build
         set state = 'FAILED', since = :now, started_at = :now, finished_at = :now, failure_type = :type,
             failure = :sentence
       where id = :id and state = 'QUEUED'
      """;

  private final Db db;

  ImageBuildRepository(Db db) {
    this.db = db;
  }

  List<QueuedImage> queued(int each) {
    return db.system().sql(QUEUED).param("each", each).query(ImageBuildRepository::read).list();
  }

  boolean found(long epoch, BuildId build, String digest, @Nullable Long bytes, Instant now) {
    return db.leader(epoch)
            .sql(FOUND)
            .param("id", build.value())
            .param("digest", digest)
            .param("bytes", bytes)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean failed(long epoch, BuildId build, String type, String sentence, Instant now) {
    return db.leader(epoch)
            .sql(FAILED)
            .param("id", build.value())
            .param("type", type)
            .param("sentence", sentence)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static QueuedImage read(ResultSet row, int index) throws SQLException {
    return new QueuedImage(
        new BuildId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        row.getString("image_repository"),
        row.getString("ref"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
