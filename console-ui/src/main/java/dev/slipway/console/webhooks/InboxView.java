package dev.slipway.console.webhooks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Live;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;

/** Deliveries to all webhooks of the organization. */
@Route("deliveries")
@PageTitle("Webhook inbox · Slipway")
@PermitAll
class InboxView extends Main implements HasCrumbs {
  InboxView(DeliveriesApi deliveries, AccessApi access, ChangesApi changes, Membership membership) {
    UUID organization = membership.organization().organization();
    addClassName("page");
    var inbox =
        DeliveryInbox.ofOrganization(
            deliveries, organization, app -> access.ofApp(app).may("deployments:write"));
    var refresh = new Button("Refresh", _ -> inbox.refresh());
    refresh.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    add(
        new PageHead(
            "Webhook inbox",
            "Everything forges and CI delivered in the last 30 days, and what became of it."),
        new Card("Deliveries", inbox).withActions(refresh));
    Live.whileShown(
        this,
        page ->
            changes.watch(
                organization,
                hints -> {
                  if (hints.stream().anyMatch(hint -> hint.kind().equals("webhook_delivery"))) {
                    page.run(inbox::follow);
                  }
                }));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Webhook inbox", "deliveries"));
  }
}
