package dev.slipway.backend.events;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class AuditRepository {
  private static final String INSERT =
      """
      insert into audit_entry (id, organization_id, at, actor, action, target, address, outcome)
      values (:id, :organization, :at, :actor, :action, :target, :address, :outcome)
      """;

  private final Db db;

  AuditRepository(Db db) {
    this.db = db;
  }

  void insert(UUID id, Instant at, @Nullable OrganizationId organization, Entry entry) {
    int _ =
        db.along(organization)
            .sql(INSERT)
            .param("id", id)
            .param("organization", organization == null ? null : organization.value())
            .param("at", at.atOffset(UTC))
            .param("actor", entry.actor())
            .param("action", entry.action())
            .param("target", entry.target())
            .param("address", entry.address())
            .param("outcome", entry.outcome())
            .update();
  }

  record Entry(String actor, String action, String target, String address, String outcome) {}
}
