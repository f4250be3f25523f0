package dev.slipway.backend.registries;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class RegistryKeyRepository {
  private static final String FIND =
      """
      select certificate, encrypted_private_key from platform_key where name = 'registry-token'
      """;
  private static final String INSERT =
      """
      insert into platform_key (name, certificate, encrypted_private_key, created_at)
      values ('registry-token', :certificate, :key, :now)
      on conflict (name) do nothing
      """;

  private final Db db;

  RegistryKeyRepository(Db db) {
    this.db = db;
  }

  /**
   * @param certificate PEM
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record StoredKey(String certificate, byte[] encryptedKey) {}

  Optional<StoredKey> find() {
    return db.system()
        .sql(FIND)
        .query((row, _) ->
            new StoredKey(row.getString("certificate"), row.getBytes("encrypted_private_key")))
        .optional();
  }

  void insert(StoredKey key, Instant now) {
    db.system()
        .sql(INSERT)
        .param("certificate", key.certificate())
        .param("key", key.encryptedKey())
        .param("now", now.atOffset(UTC))
        .update();
  }
}
