package dev.slipway.backend.images;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RevisionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Images of init containers and sidecars, as revisions keep what their tags meant. */
@Repository
class ContainerImageRepository {
  private static final String WAITING =
      """
      select deployment.id as deployment_id, deployment.state_since, revision.id, revision.organization_id,
             app.project_id, revision.spec
        from deployment
        join revision
          on revision.organization_id = deployment.organization_id and revision.id = deployment.revision_id
        join app on app.organization_id = revision.organization_id and app.id = revision.app_id
       where deployment.state = 'PENDING' and revision.container_images is null
         and (jsonb_path_exists(revision.spec, '$.initContainers[*].image.repository')
              or jsonb_path_exists(revision.spec, '$.sidecars[*].image.repository'))
       order by deployment.state_since
      """;

  private static final String KEEP =
      """
      update revision set container_images = cast(:images as jsonb)
       where id = :revision and container_images is null
      """;

  private final Db db;
  private final Json json;

  ContainerImageRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Waiting(
      DeploymentId deployment,
      RevisionId revision,
      OrganizationId organization,
      ProjectId project,
      AppSpec spec,
      Instant since) {}

  /**
   * What is kept; one of the two.
   *
   * @param image repository and digest by repository and tag
   */
  record Kept(@Nullable Map<String, String> image, @Nullable Refused problem) {}

  record Refused(String type, String sentence) {}

  List<Waiting> waiting() {
    return db.system().sql(WAITING).query(this::read).list();
  }

  void keep(long epoch, Waiting waiting, Kept kept) {
    int _ =
        db.leader(epoch)
            .sql(KEEP)
            .param("images", json.write(kept))
            .param("revision", waiting.revision().value())
            .update();
  }

  private Waiting read(ResultSet row, int index) throws SQLException {
    return new Waiting(
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        new RevisionId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        json.read(row.getString("spec"), AppSpec.class),
        row.getObject("state_since", OffsetDateTime.class).toInstant());
  }
}
