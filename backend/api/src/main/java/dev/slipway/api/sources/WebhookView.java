package dev.slipway.api.sources;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param url address to enter at the forge
 * @param repository name of the repository that posts here; null until the first good delivery
 * @param previousSecretUntil until when the secret before the last rotation counts too
 */
public record WebhookView(
    UUID id,
    Provider provider,
    String url,
    WebhookFilters filters,
    PreviewSettings previews,
    @Nullable String repository,
    @Nullable Instant previousSecretUntil,
    Instant createdAt) {}
