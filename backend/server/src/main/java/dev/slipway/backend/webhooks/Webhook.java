package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address a forge posts to; its secrets are encrypted.
 *
 * @param hook the unguessable part of the address
 * @param repository null until the first good delivery
 */
record Webhook(
    WebhookId id,
    OrganizationId organization,
    AppId app,
    Provider provider,
    String hook,
    Sealed secret,
    Filters filters,
    PreviewSettings previews,
    @Nullable Learned repository,
    Instant createdAt) {

  /**
   * @param previous counts until then as well
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Sealed(byte[] current, byte @Nullable [] previous, @Nullable Instant until) {}

  /**
   * @param source address of the app's source for which it was learned; another one makes it void
   */
  record Learned(String id, String source, @Nullable String name) {}
}
