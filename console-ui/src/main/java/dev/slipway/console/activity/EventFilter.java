package dev.slipway.console.activity;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.slipway.api.logs.EventView;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What to look for among the events. */
class EventFilter extends Div {
  private static final String ALL = "All";
  private static final String WARNINGS = "Warnings and errors";
  private static final String ERRORS = "Errors";

  private final TextField text = new TextField("Words");
  private final TextField reason = new TextField("Reason");
  private final Select<String> severity = new Select<>();
  private final DatePicker since = new DatePicker("From day");
  private final DatePicker until = new DatePicker("To day");
  private final Checkbox everywhere = new Checkbox("The whole platform");
  private @Nullable UUID node;
  private @Nullable UUID app;

  /**
   * @param operator who may look at the whole platform
   */
  EventFilter(boolean operator, Consumer<EventAddress> search) {
    addClassNames("fields", "search");
    severity.setLabel("How bad");
    severity.setItems(ALL, WARNINGS, ERRORS);
    severity.setValue(ALL);
    text.setPlaceholder("no such table");
    reason.setPlaceholder("RolloutFailed");
    everywhere.setVisible(operator);
    var find = new Button("Search", _ -> search.accept(address()));
    find.addThemeVariants(ButtonVariant.PRIMARY);
    find.addClickShortcut(Key.ENTER);
    var clear = new Button("Clear", _ -> search.accept(EventAddress.of(QueryParameters.empty())));
    clear.addThemeVariants(ButtonVariant.TERTIARY);
    var buttons = new Div(find, clear);
    buttons.addClassName("row");
    add(text, reason, severity, since, until, everywhere, buttons);
  }

  void show(EventAddress address) {
    text.setValue(address.text() == null ? "" : address.text());
    reason.setValue(address.reason() == null ? "" : address.reason());
    severity.setValue(word(address.severity()));
    since.setValue(address.since());
    until.setValue(address.until());
    everywhere.setValue(address.everywhere());
    node = address.node();
    app = address.app();
  }

  private static String word(EventView.@Nullable Severity least) {
    return switch (least) {
      case null -> ALL;
      case INFO -> ALL;
      case WARNING -> WARNINGS;
      case ERROR -> ERRORS;
    };
  }

  private EventAddress address() {
    EventView.Severity least =
        switch (severity.getValue()) {
          case WARNINGS -> EventView.Severity.WARNING;
          case ERRORS -> EventView.Severity.ERROR;
          default -> null;
        };
    return new EventAddress(
        least,
        value(reason),
        node,
        app,
        value(text),
        since.getValue(),
        until.getValue(),
        everywhere.getValue());
  }

  private static @Nullable String value(TextField field) {
    String typed = field.getValue().strip();
    return typed.isEmpty() ? null : typed;
  }
}
