package dev.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.networking.AddRoute;
import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import java.util.UUID;

/** Host names that lead to the app. */
class RoutesCard extends Card {
  private final RoutesApi routes;
  private final UUID app;
  private final HtmlTable<RouteView> table = new HtmlTable<>("Routes");
  private final TextField host = new TextField("Host name");

  RoutesCard(RoutesApi routes, UUID app) {
    super("Routes");
    this.routes = routes;
    this.app = app;
    table
        .column("Address", route -> new Anchor(route.url(), route.host()))
        .column("", this::remove);
    host.setHelperText("Ends with the platform's base domain.");
    var add = new Button("Add route", _ -> add());
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

  private Button remove(RouteView route) {
    var remove =
        new Button(
            "Remove",
            _ -> {
              routes.remove(app, route.id());
              show();
            });
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + route.host());
    return remove;
  }
}
