package dev.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Tone;
import java.time.Instant;
import java.util.UUID;

/** Addresses a forge posts pushes to, and what it delivered. */
class WebhooksCard extends Card {
  private final WebhooksApi webhooks;
  private final UUID app;
  private final Div fresh = new Div();
  private final HtmlTable<WebhookView> hooks = new HtmlTable<>("Webhooks");
  private final HtmlTable<DeliveryView> deliveries = new HtmlTable<>("Deliveries");

  WebhooksCard(WebhooksApi webhooks, UUID app) {
    super("Webhooks");
    this.webhooks = webhooks;
    this.app = app;
    withActions(new Button("New webhook", _ -> create()));
    hooks
        .text("Forge", WebhookView::provider)
        .text("Address", WebhookView::url)
        .column("", this::remove);
    deliveries
        .text("Verdict", DeliveryView::verdict)
        .text("Why", DeliveryView::reason)
        .text("Event", DeliveryView::event)
        .column("When", row -> new RelativeTime(row.receivedAt(), Instant.now()));
    add(fresh, hooks, new Span("Deliveries"), deliveries);
    show();
  }

  private void show() {
    hooks.show(webhooks.list(app));
    deliveries.show(webhooks.deliveries(app, null, 20).items());
  }

  private void create() {
    var created = webhooks.create(app);
    fresh.removeAll();
    fresh.add(
        new Notice(
            Tone.WAIT,
            "Copy the secret now",
            "Enter both at the forge, content type application/json. The secret is not shown again.",
            new Copyable(created.webhook().url()),
            new Copyable(created.secret())));
    show();
  }

  private Button remove(WebhookView hook) {
    return new Button(
        "Remove",
        _ -> {
          webhooks.delete(app, hook.id());
          show();
        });
  }
}
