package dev.slipway.console.config;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.VariableView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The variables of one place and where each comes from; what runs with an older config. */
public class ConfigEditor extends Div {
  private static final int SHOWN = 200;

  private final ConfigPlace place;
  private final HtmlTable<VariableView> table = new HtmlTable<>("Variables", VariableView::key);
  private final AffectedApps apps;

  public ConfigEditor(ConfigPlace place) {
    this.place = place;
    this.apps = new AffectedApps(place);
    addClassName("stack");
    table
        .whenEmpty("Nothing is set yet. Add a variable, or import an .env file.")
        .column("Name", ConfigEditor::name)
        .column("Value", ConfigEditor::value)
        .column("Set on", this::origin)
        .column("Changed", ConfigEditor::changed)
        .column("", this::actions);
    var lead =
        new Paragraph(
            "The nearest level wins: app, environment, project, organization. Changes take effect with a new"
                + " revision.");
    lead.addClassName("muted");
    var add = new Button("Add variable", _ -> new VariableDialog(place, null, this::saved).open());
    add.addThemeVariants(ButtonVariant.PRIMARY);
    var file = new Button("Import .env", _ -> EnvTextDialog.file(place, this::show).open());
    var text = new Button("Edit as text", _ -> EnvTextDialog.all(place, this::show).open());
    add(apps, new Card("Variables", lead, table).withActions(ifAllowed(file, text, add)));
    show();
  }

  private void show() {
    ConfigView config = place.list();
    table.show(config.variables());
    apps.show();
  }

  private void saved(boolean deploy) {
    show();
    if (deploy) {
      UUID deployment = place.deploy(List.of()).getFirst();
      UI.getCurrent().navigate("apps/" + place.list().place() + "/deployments/" + deployment);
    }
  }

  private static Component name(VariableView variable) {
    var name = new Span(variable.key());
    name.addClassName("mono");
    return name;
  }

  private static Component value(VariableView variable) {
    var cell = new Div();
    var value = new Span(variable.secret() ? "••••••••" : shortened(variable.value()));
    value.addClassName("mono");
    cell.add(value);
    String resolved = variable.resolved();
    if (variable.sensitive() && !variable.secret()) {
      cell.add(small("refers to a secret, so apps get it as one"));
    } else if (resolved != null && !resolved.equals(variable.value())) {
      cell.add(small("= " + shortened(resolved)));
    }
    if (variable.note() != null) {
      cell.add(small(variable.note()));
    }
    return cell;
  }

  private static String shortened(@Nullable String text) {
    String line = String.valueOf(text).replace("\n", "⏎");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private Component origin(VariableView variable) {
    boolean own = variable.from() == place.level();
    var cell =
        new Div(new StatusBadge(capital(word(variable.from())), own ? Tone.GOOD : Tone.UNKNOWN));
    if (variable.overrides() != null) {
      cell.add(small("overrides " + word(variable.overrides())));
    }
    return cell;
  }

  private static String word(ConfigLevel level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private Button[] ifAllowed(Button... buttons) {
    for (Button button : buttons) {
      Button _ = Allowed.to("config:write", place::may, button);
    }
    return buttons;
  }

  private static Component changed(VariableView variable) {
    var cell = new Div(new RelativeTime(variable.updatedAt()));
    if (variable.updatedBy() != null) {
      cell.add(small("by " + variable.updatedBy()));
    }
    return cell;
  }

  private static Component small(String words) {
    var line = new Div(words);
    line.addClassNames("muted", "small");
    return line;
  }

  private Component actions(VariableView variable) {
    boolean own = variable.from() == place.level();
    var row = new Div();
    row.addClassName("row");
    if (!place.may(variable.secret() ? "secrets:write" : "config:write")) {
      return row;
    }
    row.add(
        button(
            own ? "Edit" : "Override",
            variable,
            () -> new VariableDialog(place, variable, this::saved).open()));
    if (own) {
      row.add(button("Remove", variable, () -> confirm(variable)));
    }
    return row;
  }

  private void confirm(VariableView variable) {
    String after =
        variable.overrides() == null
            ? "Apps do not get it any more"
            : "Apps get the value of the " + word(variable.overrides()) + " instead";
    new ConfirmDialog(
            "Remove " + variable.key() + "?",
            after + ", from their next revision on.",
            "Remove",
            () -> {
              place.remove(variable.key());
              show();
            })
        .open();
  }

  private static Button button(String word, VariableView variable, Runnable action) {
    var button = new Button(word, _ -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(word + " " + variable.key());
    return button;
  }
}
