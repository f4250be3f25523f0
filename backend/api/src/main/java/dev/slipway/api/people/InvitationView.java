package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that can still be used.
 *
 * @param email of the only person who may use it; null: whoever has the link
 */
public record InvitationView(
    UUID id,
    Role role,
    @Nullable String email,
    String invitedBy,
    Instant createdAt,
    Instant expiresAt) {}
