package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class PlatformKeyRepository {
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('platform_key'))";
  private static final String CERTIFICATE =
      "select certificate from platform_key where name = :name";
  private static final String ENCRYPTED_KEY =
      "select encrypted_private_key from platform_key where name = :name";
  private static final String INSERT =
      """
      insert into platform_key (name, certificate, encrypted_private_key, created_at)
      values (:name, :certificate, :key, :now)
      """;

  private final Db db;

  PlatformKeyRepository(Db db) {
    this.db = db;
  }

  /**
   * Until the transaction ends nobody else makes a key: two replicas starting at once agree on one.
   */
  void lock() {
    db.system().sql(LOCK).query((_, _) -> true).single();
  }

  Optional<String> certificate(String name) {
    return db.system().sql(CERTIFICATE).param("name", name).query(String.class).optional();
  }

  byte[] encryptedKey(String name) {
    return db.system()
        .sql(ENCRYPTED_KEY)
        .param("name", name)
        .query((row, _) -> row.getBytes(1))
        .single();
  }

  void insert(String name, String certificate, byte[] encryptedKey, Instant now) {
    db.system()
        .sql(INSERT)
        .param("name", name)
        .param("certificate", certificate)
        .param("key", encryptedKey)
        .param("now", now.atOffset(UTC))
        .update();
  }
}
