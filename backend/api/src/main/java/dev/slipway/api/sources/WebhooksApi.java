package dev.slipway.api.sources;

import dev.slipway.api.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1/apps/{app}/webhooks")
public interface WebhooksApi {
  @GetExchange
  List<WebhookView> list(@PathVariable UUID app);

  /** The secret is in this answer only. */
  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  NewWebhookView create(@PathVariable UUID app);

  @DeleteExchange("/{webhook}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID app, @PathVariable UUID webhook);

  @GetExchange("/deliveries")
  Page<DeliveryView> deliveries(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);
}
