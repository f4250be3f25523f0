package dev.slipway.api.sources;

import java.time.Instant;
import java.util.UUID;

/**
 * @param url address to enter at the forge
 */
public record WebhookView(UUID id, String provider, String url, Instant createdAt) {}
