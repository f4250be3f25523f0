package dev.slipway.console.webhooks;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Deliveries to all webhooks of the organization. */
@Route("deliveries")
@PageTitle("Webhook inbox · Slipway")
@PermitAll
class InboxView extends Main implements HasCrumbs {
  InboxView(DeliveriesApi deliveries, Membership membership) {
    addClassName("page");
    add(
        new PageHead(
            "Webhook inbox",
            "Everything forges and CI delivered in the last 30 days, and what became of it."),
        new Card(
            DeliveryInbox.ofOrganization(deliveries, membership.organization().organization())));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Webhook inbox", "deliveries"));
  }
}
