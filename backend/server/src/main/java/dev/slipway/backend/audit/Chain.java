package dev.slipway.backend.audit;

import dev.slipway.backend.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which books: an organization's, or the platform's.
 *
 * @param id all zeros for the platform's
 * @param asSystem whether the platform itself reads, rather than the organization
 */
record Chain(UUID id, boolean asSystem) {
  static final Chain PLATFORM = new Chain(new UUID(0, 0), true);

  static Chain of(OrganizationId organization) {
    return new Chain(organization.value(), false);
  }

  boolean isPlatform() {
    return id.equals(PLATFORM.id);
  }

  @Nullable UUID organization() {
    return isPlatform() ? null : id;
  }
}
