package dev.slipway.api.sources;

import org.jspecify.annotations.Nullable;

/** What is missing stays as it is. */
public record UpdateWebhook(@Nullable WebhookFilters filters, @Nullable PreviewSettings previews) {}
