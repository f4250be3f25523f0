package dev.slipway.console.webhooks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.DeliveryDetail;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Tone;
import java.util.Objects;

/** One delivery: what became of it and why, and what was in it. */
class DeliveryDialog extends Dialog {
  private final DeliveriesApi deliveries;
  private final Runnable changed;
  private final boolean mayDeploy;

  DeliveryDialog(
      DeliveriesApi deliveries, DeliveryView delivery, boolean mayDeploy, Runnable changed) {
    this.deliveries = deliveries;
    this.mayDeploy = mayDeploy;
    this.changed = changed;
    setHeaderTitle("Delivery");
    setWidth("min(860px, 96vw)");
    setResizable(true);
    addClassName("drawer");
    getFooter().add(new Button("Close", _ -> close()));
    show(deliveries.delivery(delivery.app(), delivery.id()));
  }

  private void show(DeliveryDetail detail) {
    DeliveryView delivery = detail.delivery();
    var facts =
        new Facts()
            .add("Verdict", VerdictBadge.of(delivery.verdict()))
            .add("Why", delivery.reason())
            .add("App", new Anchor("apps/" + delivery.app(), delivery.appSlug()))
            .add("Event", delivery.event())
            .add("Received", new RelativeTime(delivery.receivedAt()))
            .add("Id at the forge", delivery.delivery());
    if (delivery.ref() != null) {
      facts.add("Ref", delivery.ref());
    }
    if (delivery.commit() != null) {
      facts.add("Commit", delivery.commit());
    }
    if (delivery.deployment() != null) {
      facts.add("Deployment", deployment(delivery));
    }
    add(facts);
    String body = detail.body();
    if (body == null) {
      add(
          new Notice(
              Tone.UNKNOWN,
              "Nothing was kept of what was in it",
              "Bodies of deliveries with a bad signature, and very large ones, are not kept."));
      return;
    }
    var headers = new Pre(headers(detail));
    headers.addClassName("code-block");
    var content = new Pre(PrettyBody.of(body));
    content.addClassNames("code-block", "delivery-body");
    add(new H3("Headers"), headers, new H3("Body"), content, Copyable.button(body));
    if (delivery.verdict() == Verdict.AWAITING_APPROVAL) {
      getFooter().add(allowed(approve(delivery)));
    } else if (delivery.verdict() != Verdict.WAITING) {
      getFooter().add(allowed(replay(delivery)));
    }
  }

  private Button approve(DeliveryView delivery) {
    var approve =
        new Button("Approve", _ -> done(deliveries.approve(delivery.app(), delivery.id())));
    approve.addThemeVariants(ButtonVariant.PRIMARY);
    approve.setTooltipText("Builds and runs this commit of the fork, without any secret");
    return approve;
  }

  private Button allowed(Button button) {
    return Allowed.to("deployments:write", _ -> mayDeploy, button);
  }

  private void done(DeliveryView delivery) {
    close();
    changed.run();
    Notification.show(
        VerdictBadge.word(delivery.verdict()) + ": " + delivery.reason(),
        4000,
        Notification.Position.BOTTOM_CENTER);
  }

  private Button replay(DeliveryView delivery) {
    var replay = new Button("Replay", _ -> done(deliveries.replay(delivery.app(), delivery.id())));
    replay.addThemeVariants(ButtonVariant.PRIMARY);
    replay.setTooltipText("Deals with it once more, by the webhook's rules as they are now");
    return replay;
  }

  private static Component deployment(DeliveryView delivery) {
    return new Span(
        new Anchor(
            "apps/%s/deployments/%s"
                .formatted(
                    Objects.requireNonNullElse(delivery.deployedApp(), delivery.app()),
                    delivery.deployment()),
            "Open the deployment"));
  }

  private static String headers(DeliveryDetail detail) {
    var text = new StringBuilder();
    detail
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString().stripTrailing();
  }
}
