package dev.slipway.backend.sources;

import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;
import static dev.slipway.backend.security.Permission.WEBHOOKS_WRITE;

import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WebhookController implements WebhooksApi {
  private final Authorizer authorizer;
  private final WebhookService webhooks;

  WebhookController(Authorizer authorizer, WebhookService webhooks) {
    this.authorizer = authorizer;
    this.webhooks = webhooks;
  }

  @Override
  public List<WebhookView> list(UUID app) {
    return webhooks.list(enter(app, WEBHOOKS_READ));
  }

  @Override
  public NewWebhookView create(UUID app) {
    return webhooks.create(enter(app, WEBHOOKS_WRITE));
  }

  @Override
  public void delete(UUID app, UUID webhook) {
    webhooks.delete(enter(app, WEBHOOKS_WRITE), new WebhookId(webhook));
  }

  @Override
  public Page<DeliveryView> deliveries(UUID app, @Nullable String after, int limit) {
    return webhooks.deliveries(enter(app, WEBHOOKS_READ), after, limit);
  }

  private AppScope enter(UUID app, Permission permission) {
    return authorizer.app(new AppId(app), permission);
  }
}
