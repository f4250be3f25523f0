package dev.slipway.api.sources;

import org.jspecify.annotations.Nullable;

/**
 * @param secret for forges that make one themselves; missing: one is made here
 */
public record RotateSecret(@Nullable String secret) {}
