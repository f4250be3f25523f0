package dev.slipway.backend.agents;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class RevisionContentRepository {
  private static final String FIND =
      """
      select id, organization_id, app_id, number, image_repository, image_digest, spec, config, container_images
        from revision
       where id in (:ids)
      """;

  private final Db db;
  private final Json json;

  RevisionContentRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Row(
      UUID id,
      OrganizationId organization,
      UUID app,
      int number,
      String repository,
      String digest,
      AppSpec spec,
      Map<String, Value> config,
      Map<String, String> containerImages) {}

  /** One of the two; the secret is a ciphertext in Base64. */
  record Value(@Nullable String plain, @Nullable String secret) {
    /** Neither of them. */
    @Override
    public String toString() {
      return secret == null ? "plain" : "secret";
    }
  }

  // A class of its own, so that the types of its entries are known to who reads them.
  private static final class Config extends HashMap<String, Value> {}

  List<Row> find(Set<UUID> revisions) {
    return db.system().sql(FIND).param("ids", revisions).query(this::read).list();
  }

  /** What the images of the other containers mean; empty when it was not looked up. */
  record Images(@Nullable Map<String, String> image) {}

  private Map<String, String> images(@Nullable String kept) {
    Images images = kept == null ? new Images(null) : json.read(kept, Images.class);
    return images.image() == null ? Map.of() : images.image();
  }

  private Row read(ResultSet row, int index) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getObject("app_id", UUID.class),
        row.getInt("number"),
        row.getString("image_repository"),
        row.getString("image_digest"),
        json.read(row.getString("spec"), AppSpec.class),
        json.read(row.getString("config"), Config.class),
        images(row.getString("container_images")));
  }
}
