package dev.slipway.backend.repositories;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.Forge;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.repositories.Credential.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class CredentialRepository {
  private static final String INSERT =
      """
      insert into repository_credential (id, organization_id, app_id, name, kind, host, username, secret, public_key,
                                         fingerprint, reports_status, forge, created_by, created_at, changed_at)
      values (:id, :organization, :app, :name, :kind, :host, :username, :secret, :publicKey,
              :fingerprint, :reportsStatus, :forge, :createdBy, :now, :now)
      on conflict do nothing
      """;

  private static final String CHANGE =
      """
      update repository_credential
         set username = :username, secret = :secret, previous_secret = :previous, public_key = :publicKey,
             fingerprint = :fingerprint, reports_status = :reportsStatus, changed_at = :now
       where organization_id = :organization and id = :id
      """;
  private static final String DELETE =
      """
      delete from repository_credential where organization_id = :organization and id = :id
      """;
  private static final String SELECT =
      """
      select c.id, c.organization_id, c.app_id, c.name, c.kind, c.host, c.username, c.secret, c.previous_secret,
             c.public_key, c.fingerprint, c.reports_status, c.forge, c.created_by, c.created_at, c.changed_at,
             cast((select count(*) from app a
                    where a.organization_id = c.organization_id and a.deleted_at is null
                      and (a.id = c.app_id or a.source ->> 'credential' = cast(c.id as text))) as integer) as used_by
        from repository_credential c
       where c.organization_id = :organization
      """;
  private static final String NAMED = SELECT + " and c.app_id is null order by c.name";
  private static final String ONE = SELECT + " and c.id = :id";
  private static final String OF_APP = SELECT + " and c.app_id = :app";
  private static final String REPORTING =
      SELECT
          + """
           and c.reports_status and c.host = :host and (c.app_id is null or c.app_id = :app)
          order by c.app_id nulls last, c.created_at
          limit 1
          """;

  private final Db db;

  CredentialRepository(Db db) {
    this.db = db;
  }

  /** False when the name is taken, or the app has one. */
  boolean insert(Credential credential) {
    return db.in(credential.organization())
            .sql(INSERT)
            .param("id", credential.id().value())
            .param("organization", credential.organization().value())
            .param("app", credential.app() == null ? null : credential.app().value())
            .param("name", credential.name())
            .param("kind", credential.kind().name())
            .param("host", credential.host())
            .param("username", credential.username())
            .param("secret", credential.secret().bytes())
            .param("publicKey", credential.publicKey())
            .param("fingerprint", credential.fingerprint())
            .param("reportsStatus", credential.reportsStatus())
            .param("forge", credential.forge() == null ? null : credential.forge().name())
            .param("createdBy", credential.createdBy())
            .param("now", credential.createdAt().atOffset(UTC))
            .update()
        == 1;
  }

  void change(Credential credential) {
    int _ =
        db.in(credential.organization())
            .sql(CHANGE)
            .param("organization", credential.organization().value())
            .param("id", credential.id().value())
            .param("username", credential.username())
            .param("secret", credential.secret().bytes())
            .param("previous", credential.previous() == null ? null : credential.previous().bytes())
            .param("publicKey", credential.publicKey())
            .param("fingerprint", credential.fingerprint())
            .param("reportsStatus", credential.reportsStatus())
            .param("now", credential.changedAt().atOffset(UTC))
            .update();
  }

  void delete(Credential credential) {
    int _ =
        db.in(credential.organization())
            .sql(DELETE)
            .param("organization", credential.organization().value())
            .param("id", credential.id().value())
            .update();
  }

  List<Credential> named(OrganizationId organization) {
    return db.in(organization)
        .sql(NAMED)
        .param("organization", organization.value())
        .query(CredentialRepository::read)
        .list();
  }

  Optional<Credential> find(OrganizationId organization, UUID id) {
    return db.in(organization)
        .sql(ONE)
        .param("organization", organization.value())
        .param("id", id)
        .query(CredentialRepository::read)
        .optional();
  }

  Optional<Credential> of(OrganizationId organization, AppId app) {
    return db.in(organization)
        .sql(OF_APP)
        .param("organization", organization.value())
        .param("app", app.value())
        .query(CredentialRepository::read)
        .optional();
  }

  /** The one that speaks for the app at this forge: its own before the organization's. */
  Optional<Credential> reporting(OrganizationId organization, AppId app, String host) {
    return db.in(organization)
        .sql(REPORTING)
        .param("organization", organization.value())
        .param("app", app.value())
        .param("host", host)
        .query(CredentialRepository::read)
        .optional();
  }

  private static Credential read(ResultSet row, int index) throws SQLException {
    UUID app = row.getObject("app_id", UUID.class);
    byte[] previous = row.getBytes("previous_secret");
    String forge = row.getString("forge");
    return new Credential(
        new CredentialId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        app == null ? null : new AppId(app),
        row.getString("name"),
        CredentialKind.valueOf(row.getString("kind")),
        row.getString("host"),
        row.getString("username"),
        new Sealed(row.getBytes("secret")),
        sealed(previous),
        row.getString("public_key"),
        row.getString("fingerprint"),
        row.getBoolean("reports_status"),
        forge == null ? null : Forge.valueOf(forge),
        row.getInt("used_by"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Sealed sealed(byte @Nullable [] bytes) {
    return bytes == null ? null : new Sealed(bytes);
  }
}
