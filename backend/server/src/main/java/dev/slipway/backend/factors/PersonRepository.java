package dev.slipway.backend.factors;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PersonRepository {
  private static final String FIND =
      "select coalesce(email, name) as account, password_hash from person where id = :person";

  private static final String CHANGE =
      """
      update person set password_hash = :next, rights_epoch = rights_epoch + 1
       where id = :person and password_hash is not distinct from cast(:current as text)
      returning rights_epoch
      """;

  private static final String KEEP =
      "update sign_in set rights_epoch = :epoch, proved_at = :now where id = :sign_in";

  private static final String END_OTHERS =
      "delete from sign_in where person_id = :person and id <> :sign_in";

  private static final String END_HALVES = "delete from half_sign_in where person_id = :person";

  private static final String FORGET_DEVICES = "delete from known_device where person_id = :person";

  private static final String REVOKE_TOKENS =
      """
      update api_token set revoked_at = :now
       where person_id = :person and kind = 'PERSONAL' and revoked_at is null
      """;

  private final Db db;

  PersonRepository(Db db) {
    this.db = db;
  }

  Optional<Person> find(PersonId person) {
    return db.system()
        .sql(FIND)
        .param("person", person.value())
        .query((row, _) -> new Person(row.getString("account"), row.getString("password_hash")))
        .optional();
  }

  /** False when somebody else has changed it meanwhile. */
  boolean change(PersonId person, @Nullable String current, String next, UUID signIn, Instant now) {
    Optional<Integer> epoch =
        db.system()
            .sql(CHANGE)
            .param("person", person.value())
            .param("current", current)
            .param("next", next)
            .query(Integer.class)
            .optional();
    epoch.ifPresent(changed -> endOthers(person, signIn, changed, now));
    return epoch.isPresent();
  }

  private void endOthers(PersonId person, UUID signIn, int epoch, Instant now) {
    int _ =
        db.system()
            .sql(KEEP)
            .param("sign_in", signIn)
            .param("epoch", epoch)
            .param("now", now.atOffset(UTC))
            .update();
    int _ =
        db.system()
            .sql(END_OTHERS)
            .param("person", person.value())
            .param("sign_in", signIn)
            .update();
    int _ = db.system().sql(END_HALVES).param("person", person.value()).update();
    int _ = db.system().sql(FORGET_DEVICES).param("person", person.value()).update();
  }

  void revokeTokens(PersonId person, Instant now) {
    int _ =
        db.system()
            .sql(REVOKE_TOKENS)
            .param("person", person.value())
            .param("now", now.atOffset(UTC))
            .update();
  }

  /**
   * @param account what an authenticator app calls it
   * @param hash null for somebody without a password
   */
  record Person(String account, @Nullable String hash) {
    @Override
    public String toString() {
      return "Person[" + account + "]";
    }
  }
}
