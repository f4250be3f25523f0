package dev.slipway.api.people;

import java.util.UUID;

/**
 * @param role in the whole organization; projects and environments may have exceptions
 */
public record MembershipView(UUID organization, String slug, String name, Role role) {}
