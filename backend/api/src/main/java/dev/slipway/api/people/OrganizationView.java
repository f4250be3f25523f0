package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;

/**
 * @param role the caller's
 */
public record OrganizationView(
    UUID id, String slug, String name, Instant createdAt, Role role, int members, int projects) {}
