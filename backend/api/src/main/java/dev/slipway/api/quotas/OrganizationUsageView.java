package dev.slipway.api.quotas;

import java.time.Instant;
import java.util.UUID;

/**
 * An organization as operators see it: who it is, how large it is, and nothing inside it.
 *
 * @param slug its name in addresses
 */
public record OrganizationUsageView(
    UUID organization, String slug, String name, int members, Instant createdAt, QuotaView quota) {}
