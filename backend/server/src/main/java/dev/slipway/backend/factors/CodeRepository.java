package dev.slipway.backend.factors;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class CodeRepository {
  private static final String FIND =
      "select encrypted, confirmed_at from totp where person_id = :person";

  /** One that is in use stays as it is. */
  private static final String BEGIN =
      """
      insert into totp (person_id, encrypted, created_at) values (:person, :encrypted, :now)
      on conflict (person_id) do update set encrypted = :encrypted, created_at = :now
       where totp.confirmed_at is null
      """;

  private static final String CONFIRM =
      "update totp set confirmed_at = :now, last_step = :step where person_id = :person and confirmed_at is null";

  /** Of all who bring the same code at once, one gets the row changed. */
  private static final String TAKE_STEP =
      """
      update totp set last_step = :step
       where person_id = :person and confirmed_at is not null and last_step < :step
      """;

  private static final String REMOVE = "delete from totp where person_id = :person";

  private static final String REMOVE_CODES = "delete from recovery_code where person_id = :person";

  private static final String ADD_CODE =
      "insert into recovery_code (person_id, hash) values (:person, :hash)";

  private static final String USE_CODE =
      "update recovery_code set used_at = :now where person_id = :person and hash = :hash and used_at is null";

  private static final String CODES_LEFT =
      "select count(*) from recovery_code where person_id = :person and used_at is null";

  private final Db db;

  CodeRepository(Db db) {
    this.db = db;
  }

  Optional<Stored> find(PersonId person) {
    return db.system()
        .sql(FIND)
        .param("person", person.value())
        .query((row, _) -> {
          OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
          return new Stored(
              row.getBytes("encrypted"), confirmed == null ? null : confirmed.toInstant());
        })
        .optional();
  }

  boolean begin(PersonId person, byte[] encrypted, Instant now) {
    return db.system()
            .sql(BEGIN)
            .param("person", person.value())
            .param("encrypted", encrypted)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean confirm(PersonId person, long step, Instant now) {
    return db.system()
            .sql(CONFIRM)
            .param("person", person.value())
            .param("step", step)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean takeStep(PersonId person, long step) {
    return db.system().sql(TAKE_STEP).param("person", person.value()).param("step", step).update()
        == 1;
  }

  boolean remove(PersonId person) {
    int _ = db.system().sql(REMOVE_CODES).param("person", person.value()).update();
    return db.system().sql(REMOVE).param("person", person.value()).update() == 1;
  }

  void replaceCodes(PersonId person, List<byte[]> hashes) {
    int _ = db.system().sql(REMOVE_CODES).param("person", person.value()).update();
    for (byte[] hash : hashes) {
      int _ =
          db.system().sql(ADD_CODE).param("person", person.value()).param("hash", hash).update();
    }
  }

  boolean useCode(PersonId person, byte[] hash, Instant now) {
    return db.system()
            .sql(USE_CODE)
            .param("person", person.value())
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  int codesLeft(PersonId person) {
    return db.system()
        .sql(CODES_LEFT)
        .param("person", person.value())
        .query(Integer.class)
        .single();
  }

  /** A secret as it is kept, and since when it is in use. */
  static final class Stored {
    private final byte[] encrypted;
    private final @Nullable Instant confirmedAt;

    Stored(byte[] encrypted, @Nullable Instant confirmedAt) {
      this.encrypted = encrypted;
      this.confirmedAt = confirmedAt;
    }

    byte[] encrypted() {
      return encrypted;
    }

    @Nullable Instant confirmedAt() {
      return confirmedAt;
    }
  }
}
