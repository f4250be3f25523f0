package dev.slipway.api.sources;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1/apps/{app}/webhooks")
public interface WebhooksApi {
  @GetExchange
  List<WebhookView> list(@PathVariable UUID app);

  /** The secret is in this answer only. Without a body it is a webhook for GitHub. */
  @PostExchange
  @ResponseStatus(HttpStatus.CREATED)
  NewWebhookView create(
      @PathVariable UUID app, @RequestBody(required = false) @Nullable CreateWebhook request);

  @PatchExchange("/{webhook}")
  WebhookView update(
      @PathVariable UUID app, @PathVariable UUID webhook, @RequestBody UpdateWebhook request);

  /** A new secret, in this answer only. The one before counts for 24 more hours. */
  @PostExchange("/{webhook}/rotate")
  NewWebhookView rotate(
      @PathVariable UUID app,
      @PathVariable UUID webhook,
      @RequestBody(required = false) @Nullable RotateSecret request);

  @DeleteExchange("/{webhook}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID app, @PathVariable UUID webhook);
}
