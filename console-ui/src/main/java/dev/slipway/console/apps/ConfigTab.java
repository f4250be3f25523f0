package dev.slipway.console.apps;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.ConfigApi;
import dev.slipway.api.apps.ConfigVariableView;
import dev.slipway.api.apps.SetVariable;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RelativeTime;
import java.time.Instant;
import java.util.UUID;

/** Variables and secrets the app is started with. */
class ConfigTab extends Div {
  private final ConfigApi config;
  private final UUID app;
  private final HtmlTable<ConfigVariableView> table = new HtmlTable<>("Variables");
  private final TextField key = new TextField("Name");
  private final TextField value = new TextField("Value");
  private final Checkbox secret = new Checkbox("Secret: never shown again");

  ConfigTab(ConfigApi config, DeploymentsApi deployments, AppView app) {
    this.config = config;
    this.app = app.id();
    addClassName("stack");
    table
        .text("Name", ConfigVariableView::key)
        .text("Value", row -> row.secret() ? "••••••••" : String.valueOf(row.value()))
        .column("Changed", row -> new RelativeTime(row.updatedAt(), Instant.now()))
        .column("", this::remove);
    var set = new Button("Set variable", _ -> set());
    set.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(key, value);
    fields.addClassName("fields");
    var when = new Paragraph("A change takes effect with the next deployment.");
    when.addClassName("muted");
    var deploy =
        new Button(
            "Deploy now",
            _ -> {
              var deployment = deployments.deploy(app.id(), Deploy.branch());
              UI.getCurrent().navigate("apps/" + app.id() + "/deployments/" + deployment.id());
            });
    add(
        new Card("Variables", when, table).withActions(deploy),
        new Card("Add or change", fields, secret, new Span(set)));
    show();
  }

  private void show() {
    table.show(config.list(app));
  }

  private void set() {
    config.set(app, key.getValue().trim(), new SetVariable(value.getValue(), secret.getValue()));
    key.clear();
    value.clear();
    show();
  }

  private Button remove(ConfigVariableView row) {
    var remove =
        new Button(
            "Remove",
            _ -> {
              config.remove(app, row.key());
              show();
            });
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + row.key());
    return remove;
  }
}
