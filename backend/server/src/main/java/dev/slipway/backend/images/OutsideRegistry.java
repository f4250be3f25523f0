package dev.slipway.backend.images;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RegistryId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registry of a tenant's own.
 *
 * @param project null: for every project
 * @param secret sealed
 * @param repository what a check asks for; null: nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record OutsideRegistry(
    RegistryId id,
    OrganizationId organization,
    @Nullable UUID project,
    String name,
    RegistryKind kind,
    String host,
    String user,
    byte[] secret,
    @Nullable String repository) {
  OutsideRegistry with(String name, String user, byte[] secret, @Nullable String repository) {
    return new OutsideRegistry(
        id, organization, project, name, kind, host, user, secret, repository);
  }

  @Override
  public String toString() {
    return "OutsideRegistry[" + id.value() + ", " + host + "]";
  }
}
