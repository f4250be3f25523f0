package dev.slipway.console.quotas;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;

@Route("organization/usage")
@PageTitle("Quota and usage · Slipway")
@PermitAll
class UsageView extends Main implements HasCrumbs {
  UsageView(QuotasApi quotas, Membership membership) {
    addClassName("page");
    add(
        new PageHead(
            "Quota and usage", "What your organization may have, what it has, and how that went."),
        new UsageCards(
            quotas, membership.organization().organization(), membership.me().operator()));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Quota and usage", "organization/usage"));
  }
}
