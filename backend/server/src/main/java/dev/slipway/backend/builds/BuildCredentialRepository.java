package dev.slipway.backend.builds;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class BuildCredentialRepository {
  private static final String RUNNING =
      """
      select id, organization_id, app_id, image_repository
        from build
       where state = 'RUNNING' and secret_hash = :hash
      """;

  private final Db db;

  BuildCredentialRepository(Db db) {
    this.db = db;
  }

  Optional<RunningBuild> running(byte[] hash) {
    return db.system()
        .sql(RUNNING)
        .param("hash", hash)
        .query((row, _) ->
            new RunningBuild(
                new BuildId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new AppId(row.getObject("app_id", UUID.class)),
                row.getString("image_repository")))
        .optional();
  }
}
