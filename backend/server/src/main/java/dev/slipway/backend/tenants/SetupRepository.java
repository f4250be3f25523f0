package dev.slipway.backend.tenants;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class SetupRepository {
  private static final String BEGUN = "select exists (select from setup)";

  private static final String OPEN =
      "select not exists (select from setup where completed_at is not null)";

  /**
   * Of several replicas that start at once, one makes the code. A new one replaces a code that was
   * lost.
   */
  private static final String WRITE_CODE =
      """
      insert into setup (code_hash, created_at) values (:hash, :now)
      on conflict (only_row) do update set code_hash = excluded.code_hash, created_at = excluded.created_at
                                 where setup.completed_at is null
      """;

  private static final String CODE =
      "select code_hash from setup where completed_at is null for update";

  private static final String COMPLETE =
      "update setup set completed_at = :now where completed_at is null";

  private final Db db;

  SetupRepository(Db db) {
    this.db = db;
  }

  boolean begun() {
    return db.system().sql(BEGUN).query(Boolean.class).single();
  }

  boolean open() {
    return db.system().sql(OPEN).query(Boolean.class).single();
  }

  void writeCode(byte[] hash, Instant now) {
    int _ =
        db.system().sql(WRITE_CODE).param("hash", hash).param("now", now.atOffset(UTC)).update();
  }

  /** Empty when set-up is closed. Holds it for the rest of the transaction: the code works once. */
  Optional<byte[]> lockCode() {
    return db.system().sql(CODE).query(byte[].class).optional();
  }

  void complete(Instant now) {
    int _ = db.system().sql(COMPLETE).param("now", now.atOffset(UTC)).update();
  }
}
