package dev.slipway.api.apps;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param value null for secrets: they are write-only
 */
public record ConfigVariableView(
    String key, boolean secret, @Nullable String value, Instant updatedAt) {}
