package dev.slipway.api.people;

import org.jspecify.annotations.Nullable;

/**
 * @param email of the only person who may use it; null: whoever has the link
 * @param days until it expires, 1 to 30; null means 7
 */
public record CreateInvitation(Role role, @Nullable String email, @Nullable Integer days) {}
