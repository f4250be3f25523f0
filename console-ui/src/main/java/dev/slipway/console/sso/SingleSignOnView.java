package dev.slipway.console.sso;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Which providers vouch for the organization's members, and which role their groups give. */
@Route("single-sign-on")
@PageTitle("Single sign-on · Slipway")
@PermitAll
class SingleSignOnView extends Main implements HasCrumbs {
  private static final String CHANGE = "organization:write";

  private final SingleSignOnApi api;
  private final MembershipView here;
  private final Div connections = new Div();

  SingleSignOnView(SingleSignOnApi api, Membership membership) {
    this.api = api;
    here = membership.organization();
    addClassName("page");
    connections.addClassName("stack");
    var add =
        new Button("Add connection", _ -> new ConnectionDialog(api, here, null, this::show).open());
    add.addThemeVariants(ButtonVariant.PRIMARY);
    Button _ = Allowed.to(CHANGE, here::may, add);
    add(
        new PageHead(
            "Single sign-on",
            "Members sign in through your own OpenID Connect provider, with the role their groups give.",
            add),
        connections);
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Single sign-on", "single-sign-on"));
  }

  private void show() {
    connections.removeAll();
    List<ConnectionView> all = api.list(here.organization());
    if (all.isEmpty()) {
      connections.add(
          new EmptyState(
              "No connection yet",
              "Members sign in with a password or a passkey. Connect Keycloak, Entra, Google or any OpenID Connect provider to let it decide."));
    }
    all.forEach(connection ->
        connections.add(new ConnectionCard(api, here, connection, here.may(CHANGE), this::show)));
  }
}
