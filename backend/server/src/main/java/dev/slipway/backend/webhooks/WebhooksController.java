package dev.slipway.backend.webhooks;

import static dev.slipway.backend.security.Permission.WEBHOOKS_READ;
import static dev.slipway.backend.security.Permission.WEBHOOKS_WRITE;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.RotateSecret;
import dev.slipway.api.sources.UpdateWebhook;
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
class WebhooksController implements WebhooksApi {
  private final Authorizer authorizer;
  private final WebhookService webhooks;

  WebhooksController(Authorizer authorizer, WebhookService webhooks) {
    this.authorizer = authorizer;
    this.webhooks = webhooks;
  }

  @Override
  public List<WebhookView> list(UUID app) {
    return webhooks.list(enter(app, WEBHOOKS_READ));
  }

  @Override
  public NewWebhookView create(UUID app, @Nullable CreateWebhook request) {
    return webhooks.create(enter(app, WEBHOOKS_WRITE), request);
  }

  @Override
  public WebhookView update(UUID app, UUID webhook, UpdateWebhook request) {
    return webhooks.update(enter(app, WEBHOOKS_WRITE), new WebhookId(webhook), request);
  }

  @Override
  public NewWebhookView rotate(UUID app, UUID webhook, @Nullable RotateSecret request) {
    return webhooks.rotate(
        fresh(app), new WebhookId(webhook), request == null ? null : request.secret());
  }

  @Override
  public void delete(UUID app, UUID webhook) {
    webhooks.delete(fresh(app), new WebhookId(webhook));
  }

  private AppScope fresh(UUID app) {
    AppScope scope = enter(app, WEBHOOKS_WRITE);
    authorizer.requireFresh();
    return scope;
  }

  private AppScope enter(UUID app, Permission permission) {
    return authorizer.app(new AppId(app), permission);
  }
}
