package dev.slipway.backend.security;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class KeysetRepository {
  private static final String FIND =
      "select encrypted from organization_keyset where organization_id = :organization";

  private static final String INSERT =
      """
      insert into organization_keyset (organization_id, encrypted) values (:organization, :encrypted)
      on conflict do nothing
      """;

  private static final String ANYTHING_ENCRYPTED =
      "select exists (select from organization_keyset) or exists (select from platform_key)";

  private final Db db;

  KeysetRepository(Db db) {
    this.db = db;
  }

  Optional<byte[]> find(OrganizationId organization) {
    return db.system()
        .sql(FIND)
        .param("organization", organization.value())
        .query(byte[].class)
        .optional();
  }

  /** Keeps the one that is there. */
  void insert(OrganizationId organization, byte[] encrypted) {
    int _ =
        db.system()
            .sql(INSERT)
            .param("organization", organization.value())
            .param("encrypted", encrypted)
            .update();
  }

  boolean anythingEncrypted() {
    return db.system().sql(ANYTHING_ENCRYPTED).query(Boolean.class).single();
  }
}
