package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser somebody is signed in with.
 *
 * @param current whether this request comes from it
 */
public record SignInView(
    UUID id,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    String address,
    String userAgent,
    boolean current) {}
