package dev.slipway.api.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an invitation is to.
 *
 * @param email the only one it can be used with; null: any
 */
public record InvitedView(
    String organization, Role role, String invitedBy, @Nullable String email, Instant expiresAt) {}
