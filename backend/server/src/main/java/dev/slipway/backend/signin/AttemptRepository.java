package dev.slipway.backend.signin;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.signin.Backoff.Tries;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Repository;

@Repository
class AttemptRepository {
  // The row is made first, so that simultaneous first attempts wait for each other too.
  private static final String MAKE =
      "insert into sign_in_failure (key, count, last_at) values (:key, 0, :now) on conflict do nothing";

  private static final String LOCK =
      "select count, last_at from sign_in_failure where key = :key for update";

  private static final String WRITE =
      "update sign_in_failure set count = :count, last_at = :at where key = :key";

  private static final String FORGET = "delete from sign_in_failure where key = :key";

  // Not those that are being used: waiting for them could be waiting for each other.
  private static final String FORGET_OLD =
      """
      delete from sign_in_failure
       where key in (select key from sign_in_failure where last_at < :long_ago
                        for update skip locked)
      """;

  private final Db db;

  AttemptRepository(Db db) {
    this.db = db;
  }

  /** Holds the key for the rest of the transaction. */
  Tries lock(String key, Instant now) {
    int _ = db.system().sql(MAKE).param("key", key).param("now", now.atOffset(UTC)).update();
    return db.system()
        .sql(LOCK)
        .param("key", key)
        .query((row, _) ->
            new Tries(
                row.getInt("count"), row.getObject("last_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  void write(String key, Tries tries) {
    int _ =
        db.system()
            .sql(WRITE)
            .param("key", key)
            .param("count", tries.count())
            .param("at", tries.lastAt().atOffset(UTC))
            .update();
  }

  void forget(String key) {
    int _ = db.system().sql(FORGET).param("key", key).update();
  }

  void forgetOld(Instant longAgo) {
    int _ = db.system().sql(FORGET_OLD).param("long_ago", longAgo.atOffset(UTC)).update();
  }
}
