package dev.slipway.console.webhooks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Tone;
import java.util.List;
import java.util.UUID;

/** An app's webhooks and what they delivered. */
public class WebhooksTab extends Div implements Refreshable {
  private static final String CHANGE = "webhooks:write";

  private final WebhooksApi webhooks;
  private final UUID app;
  private final RightsView rights;
  private final Div fresh = new Div();
  private final Div hooks = new Div();
  private final DeliveryInbox inbox;

  public WebhooksTab(
      WebhooksApi webhooks, DeliveriesApi deliveries, AppView app, RightsView rights) {
    this.webhooks = webhooks;
    this.app = app.id();
    this.rights = rights;
    this.inbox = DeliveryInbox.ofApp(deliveries, app.id(), rights.may("deployments:write"));
    addClassName("stack");
    hooks.addClassName("stack");
    var refresh = new Button("Refresh", _ -> inbox.refresh());
    refresh.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    add(fresh, hooks, new Card("Inbox", inbox).withActions(refresh));
    show();
  }

  /** Something about the app changed: a delivery may have come in. */
  @Override
  public void refresh(AppView now) {
    inbox.follow();
  }

  private void show() {
    List<WebhookView> all = webhooks.list(app);
    hooks.removeAll();
    all.forEach(hook -> hooks.add(card(hook)));
    var create =
        Allowed.to(
            CHANGE,
            rights::may,
            new Button(all.isEmpty() ? "New webhook" : "Another webhook", _ -> create()));
    if (all.isEmpty()) {
      create.addThemeVariants(ButtonVariant.PRIMARY);
      hooks.add(
          new EmptyState(
              "No webhook yet",
              "With a webhook every push to GitHub, GitLab, Gitea, Forgejo or Bitbucket deploys by"
                  + " itself, and your CI can deploy with one signed call.",
              create));
    } else {
      hooks.add(new Span(create));
    }
  }

  private WebhookCard card(WebhookView hook) {
    var card = new WebhookCard(webhooks, app, hook, this::show, this::secret);
    return rights.may(CHANGE) ? card.withChanges() : card;
  }

  private void create() {
    WebhookDialog.create(this::create).open();
  }

  private void create(CreateWebhook request) {
    secret(webhooks.create(app, request));
  }

  /** Once, and never again. */
  private void secret(NewWebhookView made) {
    fresh.removeAll();
    fresh.add(
        new Notice(
            Tone.WAIT,
            "Copy the secret now",
            "It is not shown again. If it gets lost, rotate it. The address and the secret:",
            new Copyable(made.webhook().url()),
            new Copyable(made.secret()),
            new ForgeSteps(made.webhook().provider())));
    fresh.scrollIntoView();
    show();
  }
}
