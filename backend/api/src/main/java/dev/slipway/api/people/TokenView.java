package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record TokenView(
    UUID id,
    String name,
    String last4,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedAddress) {}
