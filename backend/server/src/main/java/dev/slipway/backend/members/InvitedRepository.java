package dev.slipway.backend.members;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.CappedRole;
import dev.slipway.backend.signin.Email;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Invitations as who holds a link sees them: somebody who belongs nowhere yet. */
@Repository
class InvitedRepository {
  /** With the role the inviter has now: a machine's is its token's, up to its maker's. */
  private static final String FIND =
      """
      select i.id, i.organization_id, o.slug, o.name, i.role, i.email, i.expires_at, p.name as invited_by,
             %s as inviter_role
        from invitation i
        join organization o on o.id = i.organization_id and o.deleted_at is null
        join person p on p.id = i.invited_by
        left join api_token t on t.organization_id = i.organization_id and t.id = i.token_id
        left join membership m on m.organization_id = i.organization_id and m.person_id = i.invited_by
       where i.hash = :hash and i.used_at is null and i.revoked_at is null and i.expires_at > :now
         and (i.token_id is null
              or (t.revoked_at is null and t.expires_at > :now and t.project_id is null
                  and coalesce('members:write' = any(t.scopes), true)))
      """
          .formatted(CappedRole.SQL);

  private static final String USE =
      """
      update invitation set used_at = :now, used_by = :person
       where id = :id and used_at is null and revoked_at is null and expires_at > :now
      """;

  private static final String PERSON = "select name, email from person where id = :id";

  private static final String INSERT_PERSON =
      """
      insert into person (id, email, name, password_hash, created_at)
      values (:id, :email, :name, :hash, :now)
      on conflict (email) do nothing
      """;

  private final Db db;

  InvitedRepository(Db db) {
    this.db = db;
  }

  /** Empty for what cannot be used, whatever the reason. */
  Optional<Invited> find(String code, Instant now) {
    return db.system()
        .sql(FIND)
        .param("hash", InvitationCodes.hash(code))
        .param("now", now.atOffset(UTC))
        .query((row, _) -> read(row))
        .optional();
  }

  /** False when somebody was faster. */
  boolean use(Invited invited, PersonId person, Instant now) {
    return db.system()
            .sql(USE)
            .param("id", invited.id())
            .param("person", person.value())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  Optional<Person> person(PersonId id) {
    return db.system()
        .sql(PERSON)
        .param("id", id.value())
        .query((row, _) -> new Person(id, row.getString("name"), row.getString("email")))
        .optional();
  }

  /** False when the address has an account. */
  boolean insert(PersonId id, Email email, DisplayName name, String hash, Instant now) {
    return db.system()
            .sql(INSERT_PERSON)
            .param("id", id.value())
            .param("email", email.value())
            .param("name", name.value())
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static Invited read(ResultSet row) throws SQLException {
    String inviter = row.getString("inviter_role");
    return new Invited(
        row.getObject("id", UUID.class),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        row.getString("slug"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getString("email"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getString("invited_by"),
        inviter == null ? null : Role.valueOf(inviter));
  }

  /**
   * @param inviterRole null when they have left
   */
  record Invited(
      UUID id,
      OrganizationId organization,
      String slug,
      String name,
      Role role,
      @Nullable String email,
      Instant expiresAt,
      String invitedBy,
      @Nullable Role inviterRole) {}

  record Person(PersonId id, String name, @Nullable String email) {}
}
