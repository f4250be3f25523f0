package dev.slipway.api.sources;

public record NewWebhookView(WebhookView webhook, String secret) {}
