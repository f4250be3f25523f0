package dev.slipway.backend.singlesignon;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.signin.Secrets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Sign-ins that have left for a provider. */
@Repository
class JourneyRepository {
  private static final String FORGET = "delete from sso_attempt where expires_at < :now";

  private static final String BEGIN =
      """
      insert into sso_attempt (state_hash, browser_hash, organization_id, connection_id, person_id, expires_at)
      values (:state, :browser, :organization, :connection, :person, :expires)
      """;

  private static final String END =
      """
      delete from sso_attempt where state_hash = :state and browser_hash = :browser and expires_at > :now
      returning organization_id, connection_id, person_id
      """;

  private final Db db;

  JourneyRepository(Db db) {
    this.db = db;
  }

  /**
   * @param state goes to the provider and comes back
   * @param browser stays in the browser's cookie
   */
  void begin(String state, String browser, Journey journey, Instant now, Instant expires) {
    PersonId person = journey.person();
    int _ = db.system().sql(FORGET).param("now", now.atOffset(UTC)).update();
    int _ =
        db.system()
            .sql(BEGIN)
            .param("state", Secrets.hash(state))
            .param("browser", Secrets.hash(browser))
            .param("organization", journey.organization().value())
            .param("connection", journey.connection())
            .param("person", person == null ? null : person.value())
            .param("expires", expires.atOffset(UTC))
            .update();
  }

  /** Once. */
  Optional<Journey> end(String state, String browser, Instant now) {
    return db.system()
        .sql(END)
        .param("state", Secrets.hash(state))
        .param("browser", Secrets.hash(browser))
        .param("now", now.atOffset(UTC))
        .query((row, _) -> {
          UUID person = row.getObject("person_id", UUID.class);
          return new Journey(
              new OrganizationId(row.getObject("organization_id", UUID.class)),
              row.getObject("connection_id", UUID.class),
              person == null ? null : new PersonId(person));
        })
        .optional();
  }

  /**
   * @param person who connects their account; null: somebody who signs in
   */
  record Journey(OrganizationId organization, UUID connection, @Nullable PersonId person) {}
}
