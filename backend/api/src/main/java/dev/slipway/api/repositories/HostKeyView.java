package dev.slipway.api.repositories;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key by which an ssh host is known.
 *
 * @param id null for those Slipway knows by itself, which cannot be forgotten
 * @param host name, or {@code [name]:port}
 * @param seenAt when the organization met it first
 */
public record HostKeyView(
    @Nullable UUID id, String host, String type, String fingerprint, @Nullable Instant seenAt) {}
