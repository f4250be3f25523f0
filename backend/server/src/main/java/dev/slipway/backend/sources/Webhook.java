package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;

/** An address a forge posts to; its secret is encrypted. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Webhook(WebhookId id, OrganizationId organization, AppId app, byte[] secret) {}
