package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class JoinTokenRepository {
  private static final String INSERT =
      """
      insert into join_token (id, hash, created_at, expires_at)
      values (:id, :hash, :now, :expires)
      """;
  private static final String USE =
      """
      update join_token
         set used_at = :now, node_id = :node
       where hash = :hash and used_at is null and expires_at > :now
      """;
  private static final String IS_OPEN =
      "select exists (select from join_token where hash = :hash and used_at is null and expires_at > :now)";
  private static final String IS_USED =
      "select exists (select from join_token where hash = :hash and used_at is not null)";
  private static final String FORGET = "delete from join_token where expires_at < :before";

  private final Db db;

  JoinTokenRepository(Db db) {
    this.db = db;
  }

  void insert(UUID id, byte[] hash, Instant now, Instant expires) {
    db.system()
        .sql(INSERT)
        .param("id", id)
        .param("hash", hash)
        .param("now", now.atOffset(UTC))
        .param("expires", expires.atOffset(UTC))
        .update();
  }

  /** True for one caller only, and only while the token is valid. */
  boolean use(byte[] hash, NodeId node, Instant now) {
    return db.system()
            .sql(USE)
            .param("hash", hash)
            .param("node", node.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean isOpen(byte[] hash, Instant now) {
    return db.system()
        .sql(IS_OPEN)
        .param("hash", hash)
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  boolean isUsed(byte[] hash) {
    return db.system().sql(IS_USED).param("hash", hash).query(Boolean.class).single();
  }

  void forgetOlderThan(Instant before) {
    db.system().sql(FORGET).param("before", before.atOffset(UTC)).update();
  }
}
