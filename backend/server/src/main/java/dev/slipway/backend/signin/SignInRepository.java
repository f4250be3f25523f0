package dev.slipway.backend.signin;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class SignInRepository {
  private static final String PERSON =
      """
      select id, name, operator, password_hash, rights_epoch,
             exists (select from totp t where t.person_id = person.id and t.confirmed_at is not null)
               as second_factor
        from person
       where email = :email or id = :id
      """;

  private static final String BETTER_HASH =
      "update person set password_hash = :better where id = :id and password_hash = :old";

  private static final String INSERT =
      """
      insert into sign_in
        (id, person_id, token_hash, rights_epoch, created_at, last_seen_at, expires_at, address, user_agent,
         proved_at, only_in)
      values (:id, :person, :hash, :epoch, :now, :now, :expires, :address, :agent, :now, :only_in)
      """;

  private static final String FORGET_ENDED =
      "delete from sign_in where person_id = :person and expires_at < :now";

  private static final String FIND =
      """
      select s.id, s.created_at, s.last_seen_at, p.id as person_id, p.name,
             p.operator and s.only_in is null as operator
        from sign_in s join person p on p.id = s.person_id
       where s.token_hash = :hash and s.expires_at > :now and s.rights_epoch = p.rights_epoch
      """;

  private static final String HERE =
      """
      select s.person_id, s.proved_at, o.name as only_organization
        from sign_in s join person p on p.id = s.person_id left join organization o on o.id = s.only_in
       where s.id = :id and s.expires_at > now() and s.rights_epoch = p.rights_epoch
      """;

  private static final String PROVED = "update sign_in set proved_at = :now where id = :id";

  private static final String SEEN =
      "update sign_in set last_seen_at = :now, expires_at = :expires where id = :id";

  private static final String END = "delete from sign_in where token_hash = :hash";

  private final Db db;

  SignInRepository(Db db) {
    this.db = db;
  }

  @Transactional(readOnly = true)
  Optional<Person> person(Email email) {
    return person(email.value(), null);
  }

  @Transactional(readOnly = true)
  Optional<Person> person(PersonId id) {
    return person(null, id.value());
  }

  private Optional<Person> person(@Nullable String email, @Nullable UUID id) {
    return db.system()
        .sql(PERSON)
        .param("email", email)
        .param("id", id)
        .query((row, _) ->
            new Person(
                new Caller.Person(
                    new PersonId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    row.getBoolean("operator")),
                row.getString("password_hash"),
                row.getInt("rights_epoch"),
                row.getBoolean("second_factor")))
        .optional();
  }

  @Transactional
  void betterHash(PersonId person, String old, String better) {
    int _ =
        db.system()
            .sql(BETTER_HASH)
            .param("id", person.value())
            .param("old", old)
            .param("better", better)
            .update();
  }

  void insert(NewSignIn signIn) {
    PersonId person = signIn.person().caller().id();
    int _ =
        db.system()
            .sql(FORGET_ENDED)
            .param("person", person.value())
            .param("now", signIn.at().atOffset(UTC))
            .update();
    int _ =
        db.system()
            .sql(INSERT)
            .param("id", signIn.id())
            .param("person", person.value())
            .param("hash", Secrets.hash(signIn.secret()))
            .param("epoch", signIn.person().rightsEpoch())
            .param("now", signIn.at().atOffset(UTC))
            .param("expires", signIn.expiresAt().atOffset(UTC))
            .param("address", signIn.address())
            .param("agent", signIn.userAgent())
            .param("only_in", signIn.onlyIn() == null ? null : signIn.onlyIn().value())
            .update();
  }

  Optional<Found> find(String secret, Instant now) {
    return db.system()
        .sql(FIND)
        .param("hash", Secrets.hash(secret))
        .param("now", now.atOffset(UTC))
        .query((row, _) -> read(row))
        .optional();
  }

  Optional<Oneself.Here> here(UUID signIn) {
    return db.system()
        .sql(HERE)
        .param("id", signIn)
        .query((row, _) ->
            new Oneself.Here(
                new PersonId(row.getObject("person_id", UUID.class)),
                signIn,
                instant(row, "proved_at"),
                row.getString("only_organization")))
        .optional();
  }

  void proved(UUID signIn, Instant now) {
    int _ = db.system().sql(PROVED).param("id", signIn).param("now", now.atOffset(UTC)).update();
  }

  void seen(UUID signIn, Instant now, Instant expiresAt) {
    int _ =
        db.system()
            .sql(SEEN)
            .param("id", signIn)
            .param("now", now.atOffset(UTC))
            .param("expires", expiresAt.atOffset(UTC))
            .update();
  }

  void end(String secret) {
    int _ = db.system().sql(END).param("hash", Secrets.hash(secret)).update();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static Found read(ResultSet row) throws SQLException {
    return new Found(
        row.getObject("id", UUID.class),
        new Caller.Person(
            new PersonId(row.getObject("person_id", UUID.class)),
            row.getString("name"),
            row.getBoolean("operator")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_seen_at", OffsetDateTime.class).toInstant());
  }

  /**
   * @param hash null for somebody who cannot sign in with a password
   * @param secondFactor whether the password is only half of it
   */
  record Person(
      Caller.Person caller, @Nullable String hash, int rightsEpoch, boolean secondFactor) {
    @Override
    public String toString() {
      return caller.toString();
    }
  }

  record NewSignIn(
      UUID id,
      Person person,
      String secret,
      Instant at,
      Instant expiresAt,
      String address,
      String userAgent,
      @Nullable OrganizationId onlyIn) {
    @Override
    public String toString() {
      return "NewSignIn[" + id + "]";
    }
  }

  record Found(UUID id, Caller.Person caller, Instant createdAt, Instant lastSeenAt) {}
}
