package dev.slipway.backend.repositories;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class HostKeyRepository {
  private static final String ALL =
      """
      select id, host, key_type, public_key, seen_at from repository_host_key
       where organization_id = :organization
       order by host, key_type
      """;

  /** What was known first stays. */
  private static final String INSERT =
      """
      insert into repository_host_key (id, organization_id, host, key_type, public_key, fingerprint, seen_at)
      select :id, :organization, :host, :type, :key, :fingerprint, :now
       where exists (select from organization where id = :organization)
      on conflict (organization_id, host, key_type) do nothing
      """;

  private static final String DELETE =
      """
      delete from repository_host_key where organization_id = :organization and id = :id
      """;

  private final Db db;

  HostKeyRepository(Db db) {
    this.db = db;
  }

  List<HostKey> all(OrganizationId organization) {
    return db.along(organization)
        .sql(ALL)
        .param("organization", organization.value())
        .query(HostKeyRepository::read)
        .list();
  }

  boolean insert(OrganizationId organization, UUID id, HostKey key, Instant now) {
    return db.along(organization)
            .sql(INSERT)
            .param("id", id)
            .param("organization", organization.value())
            .param("host", key.host())
            .param("type", key.type())
            .param("key", key.key())
            .param("fingerprint", key.fingerprint())
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  boolean delete(OrganizationId organization, UUID id) {
    return db.in(organization)
            .sql(DELETE)
            .param("organization", organization.value())
            .param("id", id)
            .update()
        == 1;
  }

  private static HostKey read(ResultSet row, int index) throws SQLException {
    return new HostKey(
        row.getObject("id", UUID.class),
        row.getString("host"),
        row.getString("key_type"),
        row.getString("public_key"),
        row.getObject("seen_at", OffsetDateTime.class).toInstant());
  }
}
