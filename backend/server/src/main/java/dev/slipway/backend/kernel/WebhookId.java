package dev.slipway.backend.kernel;

import java.util.UUID;

/** An address a forge posts to. */
public record WebhookId(UUID value) {}
