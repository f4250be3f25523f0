package dev.slipway.backend.webhooks;

import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Envelope;
import dev.slipway.backend.forges.Forge;

/** A genuine delivery, before anybody knows what it means. */
record Received(Webhook webhook, Forge forge, Envelope envelope, Delivered delivered) {
  Contents.Packed packed() {
    return Contents.pack(forge, delivered);
  }
}
