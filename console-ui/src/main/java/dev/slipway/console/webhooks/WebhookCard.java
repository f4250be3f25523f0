package dev.slipway.console.webhooks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.RelativeTime;
import java.util.UUID;
import java.util.function.Consumer;

/** One webhook and what can be done to it. */
class WebhookCard extends Card {
  private final WebhooksApi webhooks;
  private final UUID app;
  private final WebhookView hook;
  private final Runnable changed;
  private final Consumer<NewWebhookView> rotated;

  WebhookCard(
      WebhooksApi webhooks,
      UUID app,
      WebhookView hook,
      Runnable changed,
      Consumer<NewWebhookView> rotated) {
    super(ForgeSteps.name(hook.provider()));
    this.webhooks = webhooks;
    this.app = app;
    this.hook = hook;
    this.changed = changed;
    this.rotated = rotated;
    add(facts());
  }

  /** For who may change it. */
  WebhookCard withChanges() {
    withActions(
        button("Filters", this::change),
        button("Rotate secret", this::rotate),
        button("Remove", this::remove));
    return this;
  }

  private Facts facts() {
    PreviewSettings previews = hook.previews();
    var facts =
        new Facts()
            .add("Address", new Copyable(hook.url()))
            .add("Deploys", FilterFields.words(hook.filters()))
            .add(
                "Pull requests",
                previews.enabled()
                    ? "get previews for %d days".formatted(previews.days())
                    : "no previews")
            .add(
                "Repository",
                hook.repository() == null
                    ? "known after the first good delivery"
                    : hook.repository())
            .add("Made", new RelativeTime(hook.createdAt()));
    if (hook.previousSecretUntil() != null) {
      var until =
          new Span(new Span("counts too, and ends "), new RelativeTime(hook.previousSecretUntil()));
      facts.add("The secret before", until);
    }
    return facts;
  }

  private void change() {
    WebhookDialog.change(
            hook,
            request -> {
              WebhookView _ = webhooks.update(app, hook.id(), request);
              changed.run();
            })
        .open();
  }

  private void rotate() {
    new ConfirmDialog(
            "Make a new secret?",
            "The one in use counts for 24 more hours, so nothing is lost while you enter the new one.",
            "Rotate",
            () -> rotated.accept(webhooks.rotate(app, hook.id(), null)))
        .open();
  }

  private void remove() {
    new ConfirmDialog(
            "Remove this webhook?",
            "Its address answers nobody from now on, and its deliveries leave the inbox.",
            "Remove",
            () -> {
              webhooks.delete(app, hook.id());
              changed.run();
            })
        .open();
  }

  private static Button button(String name, Runnable then) {
    var button = new Button(name, _ -> then.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    return button;
  }
}
