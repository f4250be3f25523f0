package dev.slipway.backend.registries;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class RegistryRepository {
  private static final String NODE =
      """
      select count(*) from node where id = :node and registry_secret_hash = :hash
      """;
  private static final String ON_NODE =
      """
      select distinct r.image_repository
        from pod p
        join revision r on r.organization_id = p.organization_id and r.id = p.revision_id
       where p.node_id = :node
      """;

  /**
   * An app made anew under the same name may use the same image: that one stays. So does what
   * others pushed.
   */
  private static final String IMAGES =
      """
      select distinct b.image_repository as repository, b.image_digest as digest
        from build b
       where b.organization_id = :organization and b.app_id = :app and b.image_digest is not null
         and b.source ->> 'image' is null
         and not exists (select from build other
                          where other.organization_id = b.organization_id and other.app_id <> b.app_id
                            and other.image_repository = b.image_repository
                            and other.image_digest = b.image_digest)
      """;

  private final Db db;

  RegistryRepository(Db db) {
    this.db = db;
  }

  record Image(String repository, String digest) {}

  boolean nodeHasSecret(UUID node, byte[] hash) {
    return db.system()
            .sql(NODE)
            .param("node", node)
            .param("hash", hash)
            .query(Integer.class)
            .single()
        == 1;
  }

  Set<String> repositoriesOn(UUID node) {
    return db.system().sql(ON_NODE).param("node", node).query((row, _) -> row.getString(1)).set();
  }

  List<Image> images(OrganizationId organization, AppId app) {
    return db.system()
        .sql(IMAGES)
        .param("organization", organization.value())
        .param("app", app.value())
        .query((row, _) -> new Image(row.getString("repository"), row.getString("digest")))
        .list();
  }
}
