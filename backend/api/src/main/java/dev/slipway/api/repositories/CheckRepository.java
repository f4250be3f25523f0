package dev.slipway.api.repositories;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param ref branch or tag to look for; null: main
 * @param credential of the organization; null: as everybody
 */
public record CheckRepository(String url, @Nullable String ref, @Nullable UUID credential) {}
