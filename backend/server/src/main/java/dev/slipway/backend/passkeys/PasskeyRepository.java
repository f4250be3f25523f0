package dev.slipway.backend.passkeys;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.stereotype.Repository;

@Repository
class PasskeyRepository {
  private static final String OWNER =
      "select name, coalesce(email, name) as email from person where id = :person";

  private static final String INSERT =
      """
      insert into passkey
        (id, person_id, name, credential_id, public_key, attestation_object, sign_count,
         backup_eligible, backed_up, transports, created_at)
      values (:id, :person, :name, :credential, :key, :attestation, :count,
              :eligible, :backed_up, cast(:transports as text[]), :now)
      """;

  private static final String FIND = "select * from passkey where credential_id = :credential";

  private static final String LIST = "select * from passkey where person_id = :person order by id";

  /** Authenticators that do not count say zero. */
  private static final String USED =
      """
      update passkey set sign_count = :count, last_used_at = :now
       where credential_id = :credential and (:count > sign_count or (:count = 0 and sign_count = 0))
      """;

  private static final String RENAME =
      "update passkey set name = :name where id = :id and person_id = :person";

  private static final String REMOVE = "delete from passkey where id = :id and person_id = :person";

  private static final String REMEMBER =
      "insert into passkey_challenge (challenge, person_id, expires_at) values (:challenge, :person, :expires)";

  private static final String FORGET = "delete from passkey_challenge where expires_at < :now";

  private static final String TAKE =
      """
      delete from passkey_challenge
       where challenge = :challenge and person_id is not distinct from cast(:person as uuid)
         and expires_at > :now
      """;

  private final Db db;

  PasskeyRepository(Db db) {
    this.db = db;
  }

  Optional<Owner> owner(PersonId person) {
    return db.system()
        .sql(OWNER)
        .param("person", person.value())
        .query((row, _) -> new Owner(row.getString("name"), row.getString("email")))
        .optional();
  }

  void insert(UUID id, CredentialRecord passkey, Instant now) {
    String transports =
        SqlArray.of(
            passkey.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                // Whatever else a client says is not one.
                .filter(word -> word.matches("[a-z-]{1,30}")));
    int _ =
        db.system()
            .sql(INSERT)
            .param("id", id)
            .param("person", Handle.person(passkey.getUserEntityUserId()).orElseThrow().value())
            .param("name", passkey.getLabel())
            .param("credential", passkey.getCredentialId().getBytes())
            .param("key", passkey.getPublicKey().getBytes())
            .param("attestation", requireNonNull(passkey.getAttestationObject()).getBytes())
            .param("count", passkey.getSignatureCount())
            .param("eligible", passkey.isBackupEligible())
            .param("backed_up", passkey.isBackupState())
            .param("transports", transports)
            .param("now", now.atOffset(UTC))
            .update();
  }

  Optional<Passkey> find(Bytes credential) {
    return db.system()
        .sql(FIND)
        .param("credential", credential.getBytes())
        .query((row, _) -> read(row))
        .optional();
  }

  List<Passkey> list(PersonId person) {
    return db.system()
        .sql(LIST)
        .param("person", person.value())
        .query((row, _) -> read(row))
        .list();
  }

  /** False when its counter is not higher than before. */
  boolean used(CredentialRecord passkey, Instant now) {
    return db.system()
            .sql(USED)
            .param("credential", passkey.getCredentialId().getBytes())
            .param("count", passkey.getSignatureCount())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean rename(PersonId person, UUID id, String name) {
    return db.system()
            .sql(RENAME)
            .param("person", person.value())
            .param("id", id)
            .param("name", name)
            .update()
        == 1;
  }

  boolean remove(PersonId person, UUID id) {
    return db.system().sql(REMOVE).param("person", person.value()).param("id", id).update() == 1;
  }

  void remember(Bytes challenge, @Nullable PersonId person, Instant now, Instant expires) {
    int _ = db.system().sql(FORGET).param("now", now.atOffset(UTC)).update();
    int _ =
        db.system()
            .sql(REMEMBER)
            .param("challenge", challenge.getBytes())
            .param("person", person == null ? null : person.value())
            .param("expires", expires.atOffset(UTC))
            .update();
  }

  /** True once. */
  boolean take(Bytes challenge, @Nullable PersonId person, Instant now) {
    return db.system()
            .sql(TAKE)
            .param("challenge", challenge.getBytes())
            .param("person", person == null ? null : person.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static Passkey read(ResultSet row) throws SQLException {
    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
    Instant created = row.getObject("created_at", OffsetDateTime.class).toInstant();
    var person = new PersonId(row.getObject("person_id", UUID.class));
    String[] transports = (String[]) row.getArray("transports").getArray();
    CredentialRecord credential =
        ImmutableCredentialRecord.builder()
            .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
            .credentialId(new Bytes(row.getBytes("credential_id")))
            .userEntityUserId(Handle.of(person))
            .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
            .signatureCount(row.getLong("sign_count"))
            .uvInitialized(true)
            .transports(
                Arrays.stream(transports)
                    .map(AuthenticatorTransport::valueOf)
                    .collect(Collectors.toSet()))
            .backupEligible(row.getBoolean("backup_eligible"))
            .backupState(row.getBoolean("backed_up"))
            .attestationObject(new Bytes(row.getBytes("attestation_object")))
            .created(created)
            .lastUsed(used == null ? created : used.toInstant())
            .label(row.getString("name"))
            .build();
    return new Passkey(
        row.getObject("id", UUID.class),
        person,
        credential,
        created,
        used == null ? null : used.toInstant());
  }

  record Owner(String name, String email) {}

  record Passkey(
      UUID id,
      PersonId person,
      CredentialRecord credential,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {}
}
