package dev.slipway.console.audit;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.audit.AuditQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What to look for in the books. */
class AuditFilter extends Div {
  private static final String ALL = "All";
  private static final String DONE = "Done";
  private static final String REFUSED = "Refused or failed";

  private final TextField text = new TextField("Search");
  private final TextField actor = new TextField("Who");
  private final TextField action = new TextField("Action");
  private final TextField target = new TextField("On what");
  private final Select<String> outcome = new Select<>();
  private final DatePicker since = new DatePicker("From day");
  private final DatePicker until = new DatePicker("To day");

  AuditFilter(Consumer<AuditQuery> search) {
    addClassName("fields");
    outcome.setLabel("Outcome");
    outcome.setItems(ALL, DONE, REFUSED);
    outcome.setValue(ALL);
    action.setPlaceholder("apps.update");
    var find = new Button("Search", _ -> search.accept(query()));
    find.addThemeVariants(ButtonVariant.PRIMARY);
    find.addClickShortcut(Key.ENTER);
    var clear =
        new Button(
            "Clear",
            _ -> {
              clear();
              search.accept(AuditQuery.ALL);
            });
    clear.addThemeVariants(ButtonVariant.TERTIARY);
    var buttons = new Div(find, clear);
    buttons.addClassName("row");
    add(text, actor, action, target, outcome, since, until, buttons);
  }

  private AuditQuery query() {
    String wanted =
        switch (outcome.getValue()) {
          case DONE -> "ok";
          case REFUSED -> "denied";
          default -> null;
        };
    LocalDate last = until.getValue();
    return new AuditQuery(
        value(actor),
        value(action),
        value(target),
        wanted,
        day(since.getValue()),
        day(last == null ? null : last.plusDays(1)),
        value(text));
  }

  private void clear() {
    text.clear();
    actor.clear();
    action.clear();
    target.clear();
    outcome.setValue(ALL);
    since.clear();
    until.clear();
  }

  private static @Nullable String value(TextField field) {
    String typed = field.getValue().strip();
    return typed.isEmpty() ? null : typed;
  }

  private static @Nullable Instant day(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
