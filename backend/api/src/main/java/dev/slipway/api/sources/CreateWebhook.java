package dev.slipway.api.sources;

import org.jspecify.annotations.Nullable;

/**
 * @param provider GITHUB if missing
 * @param secret for forges that make one themselves; missing: one is made here
 */
public record CreateWebhook(
    @Nullable Provider provider,
    @Nullable String secret,
    @Nullable WebhookFilters filters,
    @Nullable PreviewSettings previews) {}
