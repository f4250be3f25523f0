package dev.slipway.api.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param name as its owner calls it, such as the device
 * @param synced whether it is copied to the owner's other devices
 */
public record PasskeyView(
    UUID id, String name, boolean synced, Instant createdAt, @Nullable Instant lastUsedAt) {}
