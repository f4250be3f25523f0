package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.webhooks.Contents.Packed;
import dev.slipway.backend.webhooks.DeliveryRepository.ForgeId;

/** A genuine delivery, made ready to be kept. */
record Arrived(Received received, Packed packed) {
  OrganizationId organization() {
    return received.webhook().organization();
  }

  ForgeId forgeId() {
    return new ForgeId(organization(), received.webhook().id(), received.envelope().delivery());
  }
}
