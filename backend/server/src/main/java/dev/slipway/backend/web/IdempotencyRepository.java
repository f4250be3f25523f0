package dev.slipway.backend.web;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class IdempotencyRepository {
  private static final String BEGIN =
      """
      insert into idempotency_key (organization_id, caller, key, request_hash, created_at)
      values (:organization, :caller, :key, decode(:hash, 'hex'), :now)
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select encode(request_hash, 'hex') as hash, status, body, content_type from idempotency_key
       where organization_id = :organization and caller = :caller and key = :key
      """;

  private static final String END =
      """
      update idempotency_key set status = :status, body = :body, content_type = :content_type
       where organization_id = :organization and caller = :caller and key = :key
      """;

  private static final String FORGET =
      "delete from idempotency_key where organization_id = :organization and caller = :caller and key = :key";

  private static final String FORGET_OLD =
      "delete from idempotency_key where created_at < now() - interval '1 day'";

  private final Db db;

  IdempotencyRepository(Db db) {
    this.db = db;
  }

  /** True if nobody has used the key before. */
  boolean begin(Use use, String hash, Instant now) {
    return db.in(use.organization())
            .sql(BEGIN)
            .param("organization", use.organization().value())
            .param("caller", use.caller())
            .param("key", use.key())
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  Optional<Earlier> find(Use use) {
    return db.in(use.organization())
        .sql(FIND)
        .param("organization", use.organization().value())
        .param("caller", use.caller())
        .param("key", use.key())
        .query((row, _) -> read(row))
        .optional();
  }

  void end(Use use, int status, String body, @Nullable String contentType) {
    int _ =
        db.in(use.organization())
            .sql(END)
            .param("organization", use.organization().value())
            .param("caller", use.caller())
            .param("key", use.key())
            .param("status", status)
            .param("body", body)
            .param("content_type", contentType)
            .update();
  }

  void forget(Use use) {
    int _ =
        db.in(use.organization())
            .sql(FORGET)
            .param("organization", use.organization().value())
            .param("caller", use.caller())
            .param("key", use.key())
            .update();
  }

  int forgetOld(long epoch) {
    return db.leader(epoch).sql(FORGET_OLD).update();
  }

  private static Earlier read(ResultSet row) throws SQLException {
    return new Earlier(
        row.getString("hash"),
        row.getObject("status", Integer.class),
        row.getString("body"),
        row.getString("content_type"));
  }

  /** Somebody's use of a key. */
  record Use(OrganizationId organization, String caller, String key) {}

  /**
   * @param status null while the first request is under way, or was cut off
   */
  record Earlier(
      String hash, @Nullable Integer status, @Nullable String body, @Nullable String contentType) {}
}
