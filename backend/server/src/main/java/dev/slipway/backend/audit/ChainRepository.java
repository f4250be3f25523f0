package dev.slipway.backend.audit;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Heads of chains, their signatures, and the key that signs. */
@Repository
class ChainRepository {
  private static final String HEAD =
      "select seq, encode(hash, 'hex') as hash from audit_chain where organization_id = :chain";
  private static final String CHAINS = "select organization_id from audit_chain order by 1";
  private static final String SEALS =
      """
      select day, seq, encode(hash, 'hex') as hash, signature, public_key
        from audit_seal where organization_id = :chain order by seq
      """;
  private static final String UNSEALED =
      """
      select c.organization_id, c.seq, encode(c.hash, 'hex') as hash
        from audit_chain c
       where c.seq > coalesce((select max(s.seq) from audit_seal s where s.organization_id = c.organization_id), 0)
         and not exists (select from audit_seal s where s.organization_id = c.organization_id and s.day = :day)
       order by 1
       limit 1000
      """;
  private static final String SEAL =
      """
      insert into audit_seal (organization_id, day, seq, hash, signature, public_key, sealed_at)
      values (:chain, :day, :seq, decode(:hash, 'hex'), :signature, :public_key, :now)
      on conflict do nothing
      """;
  private static final String KEY = "select public_key, encrypted from audit_key";
  private static final String KEEP_KEY =
      "insert into audit_key (public_key, encrypted, created_at) values (:public_key, :encrypted, :now) on conflict do nothing";
  private static final String FORGET_NOTED = "delete from audit_noted where until < :before";

  private final Db db;

  ChainRepository(Db db) {
    this.db = db;
  }

  /** An organization reads its own; the platform whatever it has to. */
  static JdbcClient rights(Db db, Chain chain) {
    return chain.asSystem() ? db.system() : db.in(new OrganizationId(chain.id()));
  }

  Optional<Head> head(Chain chain) {
    return rights(db, chain)
        .sql(HEAD)
        .param("chain", chain.id())
        .query((row, _) -> new Head(chain.id(), row.getLong("seq"), row.getString("hash")))
        .optional();
  }

  List<UUID> chains() {
    return db.system()
        .sql(CHAINS)
        .query((row, _) -> row.getObject("organization_id", UUID.class))
        .list();
  }

  /** Oldest first. */
  List<Seal> seals(Chain chain) {
    return rights(db, chain)
        .sql(SEALS)
        .param("chain", chain.id())
        .query((row, _) ->
            new Seal(
                row.getObject("day", LocalDate.class),
                row.getLong("seq"),
                row.getString("hash"),
                row.getBytes("signature"),
                row.getBytes("public_key")))
        .list();
  }

  /** Heads that have moved since they were last sealed, and not been sealed that day. */
  List<Head> unsealed(long epoch, LocalDate day) {
    return db.leader(epoch)
        .sql(UNSEALED)
        .param("day", day)
        .query((row, _) ->
            new Head(
                row.getObject("organization_id", UUID.class),
                row.getLong("seq"),
                row.getString("hash")))
        .list();
  }

  void seal(long epoch, UUID chain, Seal seal, Instant now) {
    int _ =
        db.leader(epoch)
            .sql(SEAL)
            .param("chain", chain)
            .param("day", seal.day())
            .param("seq", seal.seq())
            .param("hash", seal.hash())
            .param("signature", seal.signature())
            .param("public_key", seal.publicKey())
            .param("now", now.atOffset(UTC))
            .update();
  }

  Optional<Key> key() {
    return db.system()
        .sql(KEY)
        .query((row, _) -> new Key(row.getBytes("public_key"), row.getBytes("encrypted")))
        .optional();
  }

  /** The first one stays. */
  void keepKey(Key key, Instant now) {
    int _ =
        db.system()
            .sql(KEEP_KEY)
            .param("public_key", key.publicKey())
            .param("encrypted", key.encrypted())
            .param("now", now.atOffset(UTC))
            .update();
  }

  int forgetNoted(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET_NOTED).param("before", before.atOffset(UTC)).update();
  }

  /** The last entry of a chain. */
  record Head(UUID chain, long seq, String hash) {}

  /** A head, signed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Seal(LocalDate day, long seq, String hash, byte[] signature, byte[] publicKey) {
    /** What is signed. */
    static String words(UUID chain, LocalDate day, long seq, String hash) {
      return "slipway-audit-seal-1 %s %s %d %s".formatted(chain, day, seq, hash);
    }

    @Override
    public String toString() {
      return "%s %d %s %s".formatted(day, seq, hash, HexFormat.of().formatHex(signature));
    }
  }

  /** The private half is encrypted. */
  @SuppressWarnings("ArrayRecordComponent")
  record Key(byte[] publicKey, byte[] encrypted) {
    @Override
    public String toString() {
      return "Key[]";
    }
  }
}
