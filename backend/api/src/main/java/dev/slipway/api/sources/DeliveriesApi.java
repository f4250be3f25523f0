package dev.slipway.api.sources;

import dev.slipway.api.Page;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The inbox: every delivery with what became of it, the newest first. */
@HttpExchange("/api/v1")
public interface DeliveriesApi {

  /**
   * @param text part of a branch, tag, commit, event, reason or the forge's id of a delivery
   * @param after cursor of the page before
   */
  @GetExchange("/apps/{app}/webhooks/deliveries")
  Page<DeliveryView> ofApp(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable Verdict verdict,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  /** As {@link #ofApp}, of all apps the caller sees. */
  @GetExchange("/organizations/{organization}/deliveries")
  Page<DeliveryView> ofOrganization(
      @PathVariable UUID organization,
      @RequestParam(required = false) @Nullable Verdict verdict,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  @GetExchange("/apps/{app}/webhooks/deliveries/{delivery}")
  DeliveryDetail delivery(@PathVariable UUID app, @PathVariable UUID delivery);

  /** Lets a fork's commits run that this delivery told of; for pull requests that wait for it. */
  @PostExchange("/apps/{app}/webhooks/deliveries/{delivery}/approve")
  DeliveryView approve(@PathVariable UUID app, @PathVariable UUID delivery);

  /** Deals with it once more, by the rules as they are now, even if newer pushes were deployed. */
  @PostExchange("/apps/{app}/webhooks/deliveries/{delivery}/replay")
  DeliveryView replay(@PathVariable UUID app, @PathVariable UUID delivery);
}
