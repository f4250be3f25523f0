package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.networking.AddRoute;
import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.api.people.RightsView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import java.util.UUID;

/** Host names that lead to the app. */
class RoutesCard extends Card {
  private static final String CHANGE = "routes:write";

  private final RoutesApi routes;
  private final UUID app;
  private final boolean mayChange;
  private final HtmlTable<RouteView> table = new HtmlTable<>("Routes", RouteView::id);
  private final TextField host = new TextField("Host name");

  RoutesCard(RoutesApi routes, UUID app, RightsView rights) {
    super("Routes");
    this.routes = routes;
    this.app = app;
    this.mayChange = rights.may(CHANGE);
    table
        .whenEmpty("No address yet: nobody reaches the app from outside.")
        .column("Address", route -> new Anchor(route.url(), route.host()))
        .column("", this::remove);
    host.setHelperText("Ends with the platform's base domain.");
    host.setWidth("min(420px, 100%)");
    var add = Allowed.to(CHANGE, rights::may, new Button("Add route", _ -> add()));
    host.setEnabled(mayChange);
    var row = new Div(host, add);
    row.addClassName("row");
    add(table, row);
    show();
  }

  private void show() {
    table.show(routes.routes(app));
  }

  private void add() {
    routes.add(app, new AddRoute(host.getValue().trim()));
    host.clear();
    show();
  }

  private Component remove(RouteView route) {
    if (!mayChange) {
      return new Span();
    }
    var remove =
        new Button(
            "Remove",
            _ ->
                new ConfirmDialog(
                        "Remove " + route.host() + "?",
                        "It answers 404 at once. The app keeps running.",
                        "Remove route",
                        () -> {
                          routes.remove(app, route.id());
                          show();
                        })
                    .open());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + route.host());
    return remove;
  }
}
