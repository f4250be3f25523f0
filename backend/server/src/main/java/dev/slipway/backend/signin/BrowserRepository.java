package dev.slipway.backend.signin;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** What is known of a browser before somebody is signed in with it. */
@Repository
class BrowserRepository {
  private static final String BEGIN_HALF =
      """
      insert into half_sign_in (token_hash, person_id, rights_epoch, expires_at)
      values (:hash, :person, :epoch, :expires)
      """;

  private static final String FORGET_HALVES =
      "delete from half_sign_in where person_id = :person and expires_at < :now";

  private static final String HALF =
      """
      select h.person_id
        from half_sign_in h join person p on p.id = h.person_id
       where h.token_hash = :hash and h.expires_at > :now and h.rights_epoch = p.rights_epoch
      """;

  private static final String END_HALF = "delete from half_sign_in where token_hash = :hash";

  private static final String KNOWS =
      """
      select exists (select from known_device
                      where token_hash = :hash and person_id = :person and expires_at > :now)
      """;

  private static final String KNOWS_BY_EMAIL =
      """
      select exists (select from known_device d join person p on p.id = d.person_id
                      where d.token_hash = :hash and p.email = lower(cast(:email as text)) and d.expires_at > :now)
      """;

  private static final String KNOW =
      """
      insert into known_device (token_hash, person_id, expires_at) values (:hash, :person, :expires)
      on conflict (token_hash) do update set person_id = :person, expires_at = :expires
      """;

  private static final String FORGET_DEVICES =
      "delete from known_device where person_id = :person and expires_at < :now";

  private final Db db;

  BrowserRepository(Db db) {
    this.db = db;
  }

  void beginHalf(String secret, PersonId person, int epoch, Instant now, Instant expires) {
    int _ =
        db.system()
            .sql(FORGET_HALVES)
            .param("person", person.value())
            .param("now", now.atOffset(UTC))
            .update();
    int _ =
        db.system()
            .sql(BEGIN_HALF)
            .param("hash", Secrets.hash(secret))
            .param("person", person.value())
            .param("epoch", epoch)
            .param("expires", expires.atOffset(UTC))
            .update();
  }

  Optional<PersonId> half(String secret, Instant now) {
    return db.system()
        .sql(HALF)
        .param("hash", Secrets.hash(secret))
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional()
        .map(PersonId::new);
  }

  void endHalf(String secret) {
    int _ = db.system().sql(END_HALF).param("hash", Secrets.hash(secret)).update();
  }

  boolean knows(String secret, PersonId person, Instant now) {
    return db.system()
        .sql(KNOWS)
        .param("hash", Secrets.hash(secret))
        .param("person", person.value())
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  boolean knows(String secret, String email, Instant now) {
    return db.system()
        .sql(KNOWS_BY_EMAIL)
        .param("hash", Secrets.hash(secret))
        .param("email", email)
        .param("now", now.atOffset(UTC))
        .query(Boolean.class)
        .single();
  }

  void know(String secret, PersonId person, Instant now, Instant expires) {
    int _ =
        db.system()
            .sql(FORGET_DEVICES)
            .param("person", person.value())
            .param("now", now.atOffset(UTC))
            .update();
    int _ =
        db.system()
            .sql(KNOW)
            .param("hash", Secrets.hash(secret))
            .param("person", person.value())
            .param("expires", expires.atOffset(UTC))
            .update();
  }
}
