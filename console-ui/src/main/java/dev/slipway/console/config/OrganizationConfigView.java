package dev.slipway.console.config;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;

@Route("config")
@PageTitle("Config · Slipway")
@PermitAll
class OrganizationConfigView extends Main implements HasCrumbs {
  OrganizationConfigView(ConfigPlaces places, Membership membership) {
    addClassName("page");
    add(
        new PageHead(
            "Config of the organization",
            "Variables and secrets every app gets, unless its project, environment or itself sets another value."),
        new ConfigEditor(
            places.organization(membership.organization().organization(), membership::may)));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Config", "config"));
  }
}
