package dev.slipway.backend.security;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class KeysetRepository {
  private static final String FIND =
      "select encrypted from organization_keyset where organization_id = :organization";

  /** What is encrypted now is written before the key to write with can become another. */
  private static final String HOLD =
      "select encrypted from organization_keyset where organization_id = :organization for share";

  private static final String LOCK =
      "select encrypted from organization_keyset where organization_id = :organization for update";

  private static final String INSERT =
      """
      insert into organization_keyset (organization_id, encrypted, wrapped_by)
      values (:organization, :encrypted, :wrapped_by)
      on conflict do nothing
      """;

  private static final String REWRAP =
      """
      update organization_keyset set encrypted = :encrypted, wrapped_by = :wrapped_by
       where organization_id = :organization
      """;

  private static final String ADD =
      """
      update organization_keyset
         set encrypted = :encrypted, wrapped_by = :wrapped_by, version = version + 1, rotation = 'ADDED',
             rotation_by = :by, rotation_started_at = :now, reencrypted = 0
       where organization_id = :organization and rotation is null
      """;

  private static final String PROMOTE =
      """
      update organization_keyset
         set encrypted = :encrypted, wrapped_by = :wrapped_by, version = version + 1, rotation = 'REENCRYPTING'
       where organization_id = :organization and rotation = 'ADDED'
      """;

  private static final String RETIRE =
      """
      update organization_keyset
         set encrypted = :encrypted, wrapped_by = :wrapped_by, version = version + 1, rotation = null,
             rotated_at = :now, destroy_at = :destroy_at
       where organization_id = :organization and rotation = 'REENCRYPTING'
      """;

  private static final String PURGE =
      """
      update organization_keyset
         set encrypted = :encrypted, wrapped_by = :wrapped_by, version = version + 1, destroy_at = null
       where organization_id = :organization and rotation is null
      """;

  private static final String DELETE =
      "delete from organization_keyset where organization_id = :organization";

  private static final String ANYTHING_ENCRYPTED =
      "select exists (select from organization_keyset) or exists (select from platform_key)";

  private final Db db;

  KeysetRepository(Db db) {
    this.db = db;
  }

  /** An encrypted key set, with the mark of the platform's key of the time in hexadecimal. */
  static final class Wrapped {
    private final byte[] encrypted;
    private final String wrappedBy;

    Wrapped(byte[] encrypted, String wrappedBy) {
      this.encrypted = encrypted.clone();
      this.wrappedBy = wrappedBy;
    }
  }

  Optional<byte[]> find(OrganizationId organization) {
    return read(FIND, organization);
  }

  Optional<byte[]> hold(OrganizationId organization) {
    return read(HOLD, organization);
  }

  Optional<byte[]> lock(OrganizationId organization) {
    return read(LOCK, organization);
  }

  private Optional<byte[]> read(String sql, OrganizationId organization) {
    return db.system()
        .sql(sql)
        .param("organization", organization.value())
        .query(byte[].class)
        .optional();
  }

  /** Keeps the one that is there. */
  void insert(OrganizationId organization, Wrapped keyset) {
    boolean _ = write(INSERT, organization, keyset, null, null, null);
  }

  void rewrap(OrganizationId organization, Wrapped keyset) {
    boolean _ = write(REWRAP, organization, keyset, null, null, null);
  }

  /** False while a rotation is under way. */
  boolean add(OrganizationId organization, Wrapped keyset, String by, Instant now) {
    return write(ADD, organization, keyset, by, now, null);
  }

  boolean promote(OrganizationId organization, Wrapped keyset) {
    return write(PROMOTE, organization, keyset, null, null, null);
  }

  boolean retire(OrganizationId organization, Wrapped keyset, Instant now, Instant destroyAt) {
    return write(RETIRE, organization, keyset, null, now, destroyAt);
  }

  boolean purge(OrganizationId organization, Wrapped keyset) {
    return write(PURGE, organization, keyset, null, null, null);
  }

  private boolean write(
      String sql,
      OrganizationId organization,
      Wrapped keyset,
      @Nullable String by,
      @Nullable Instant now,
      @Nullable Instant destroyAt) {
    return db.system()
            .sql(sql)
            .param("organization", organization.value())
            .param("encrypted", keyset.encrypted)
            .param("wrapped_by", keyset.wrappedBy)
            .param("by", by)
            .param("now", now == null ? null : now.atOffset(UTC))
            .param("destroy_at", destroyAt == null ? null : destroyAt.atOffset(UTC))
            .update()
        == 1;
  }

  void delete(OrganizationId organization) {
    int _ = db.system().sql(DELETE).param("organization", organization.value()).update();
  }

  boolean anythingEncrypted() {
    return db.system().sql(ANYTHING_ENCRYPTED).query(Boolean.class).single();
  }
}
