package dev.slipway.backend.singlesignon;

import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization's connection to a provider.
 *
 * @param groups which group has which role
 * @param newMembersGet the role of whoever is in none of them; null: they are refused
 */
record Connection(
    UUID id,
    OrganizationId organization,
    String name,
    String issuer,
    String clientId,
    Sealed clientSecret,
    @Nullable String groupClaim,
    List<GroupRole> groups,
    @Nullable Role newMembersGet,
    boolean enabled,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastError) {

  /** Whether the provider decides about roles, or people here do. */
  boolean decidesRoles() {
    return groupClaim != null && !groups.isEmpty();
  }

  /** The highest role of these groups; of none of them the one for new members, if there is one. */
  Optional<Role> role(Collection<String> ofPerson) {
    return groups.stream()
        .filter(mapping -> ofPerson.contains(mapping.group()))
        .map(GroupRole::role)
        .min(Comparator.naturalOrder())
        .or(() -> Optional.ofNullable(newMembersGet));
  }

  /** A secret as it is kept. */
  static final class Sealed {
    private final byte[] bytes;

    Sealed(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
