package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;
import java.time.Instant;
import java.util.UUID;

/**
 * Stands where an address leads to no webhook, so that the same is done for it as for one that
 * exists: how long a refusal takes must not tell them apart.
 */
final class Nobody {
  private static final UUID NONE = new UUID(0, 0);

  private Nobody() {}

  static Webhook at(String hook) {
    return new Webhook(
        new WebhookId(NONE),
        new OrganizationId(NONE),
        new AppId(NONE),
        Provider.GITHUB,
        hook,
        new Webhook.Sealed(new byte[0], null, null),
        Filters.NONE,
        new PreviewSettings(false, 1),
        null,
        Instant.EPOCH);
  }
}
