package dev.slipway.backend.members;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.people.InvitationView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Invitations as an organization sees them. */
@Repository
class InvitationRepository {
  private static final String INSERT =
      """
      insert into invitation (id, organization_id, hash, role, email, invited_by, token_id, created_at, expires_at)
      values (:id, :organization, :hash, :role, :email, :invited_by, :token, :now, :expires)
      """;

  private static final String LIST =
      """
      select i.id, i.role, i.email, p.name as invited_by, i.created_at, i.expires_at
        from invitation i join person p on p.id = i.invited_by
       where i.organization_id = :organization and i.used_at is null and i.revoked_at is null
         and i.expires_at > now() and (cast(:id as uuid) is null or i.id = :id)
       order by i.id desc
      """;

  private static final String REVOKE =
      """
      update invitation set revoked_at = :now
       where organization_id = :organization and id = :id and used_at is null and revoked_at is null
      """;

  private final Db db;

  InvitationRepository(Db db) {
    this.db = db;
  }

  void insert(NewInvitation invitation) {
    int _ =
        db.in(invitation.organization())
            .sql(INSERT)
            .param("id", invitation.id())
            .param("organization", invitation.organization().value())
            .param("hash", InvitationCodes.hash(invitation.code()))
            .param("role", invitation.role().name())
            .param("email", invitation.email())
            .param("invited_by", invitation.invitedBy())
            .param("token", invitation.token())
            .param("now", invitation.at().atOffset(UTC))
            .param("expires", invitation.expiresAt().atOffset(UTC))
            .update();
  }

  List<InvitationView> list(OrganizationId organization) {
    return list(organization, null);
  }

  Optional<InvitationView> find(OrganizationId organization, UUID id) {
    return list(organization, id).stream().findFirst();
  }

  private List<InvitationView> list(OrganizationId organization, @Nullable UUID id) {
    return db.in(organization)
        .sql(LIST)
        .param("organization", organization.value())
        .param("id", id)
        .query((row, _) -> read(row))
        .list();
  }

  /** False when it can not be used any more anyway. */
  boolean revoke(OrganizationId organization, UUID id, Instant now) {
    return db.in(organization)
            .sql(REVOKE)
            .param("organization", organization.value())
            .param("id", id)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  private static InvitationView read(ResultSet row) throws SQLException {
    return new InvitationView(
        row.getObject("id", UUID.class),
        Role.valueOf(row.getString("role")),
        row.getString("email"),
        row.getString("invited_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  /**
   * @param code for the link; only its hash is kept
   * @param token with which it was made; it counts only as long as the token does
   */
  record NewInvitation(
      UUID id,
      OrganizationId organization,
      String code,
      Role role,
      @Nullable String email,
      UUID invitedBy,
      @Nullable UUID token,
      Instant at,
      Instant expiresAt) {
    @Override
    public String toString() {
      return "NewInvitation[" + id + "]";
    }
  }
}
