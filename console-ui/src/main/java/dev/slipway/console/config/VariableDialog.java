package dev.slipway.console.config;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView.LineProblem;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.layout.Trouble;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets one variable, and says at once what is wrong with it. */
class VariableDialog extends Dialog {
  private final ConfigPlace place;
  private final Consumer<Boolean> saved;
  private final boolean replacesSecret;
  private final TextField key = new TextField("Name");
  private final TextArea value = new TextArea("Value");
  private final Checkbox secret = new Checkbox("Secret: encrypted, never shown again");

  /**
   * @param known what is there under this name; null for a new one
   * @param saved told whether to deploy as well
   */
  VariableDialog(ConfigPlace place, @Nullable VariableView known, Consumer<Boolean> saved) {
    this.place = place;
    this.saved = saved;
    this.replacesSecret = known != null && known.secret() && known.from() == place.level();
    setHeaderTitle(known == null ? "Add variable" : "Change " + known.key());
    key.setWidthFull();
    value.setWidthFull();
    value.setMaxHeight("40vh");
    value.addClassName("mono");
    value.setHelperText(
        "Refer to others with ${{ project.NAME }}, also organization, environment, app; "
            + "${{ slipway.domain }} is the app's own address.");
    if (known != null) {
      key.setValue(known.key());
      key.setReadOnly(true);
      secret.setValue(known.secret());
      value.setValue(known.value() == null ? "" : known.value());
      value.setPlaceholder(known.secret() ? "A new value; the old one is not shown" : "");
    }
    value.addValueChangeListener(_ -> check());
    var effect = new Paragraph("Takes effect with a new revision.");
    effect.addClassName("muted");
    var fields = new Div(key, value, secret, effect);
    fields.addClassName("stack");
    add(fields);
    var save = new Button("Save", _ -> save(false));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()));
    if (place.level() == ConfigLevel.APP) {
      getFooter().add(new Button("Save and deploy", _ -> save(true)));
    }
    getFooter().add(save);
    setWidth("min(560px, 94vw)");
  }

  /** While it is typed: names, references, lengths. */
  private void check() {
    key.setInvalid(false);
    value.setInvalid(false);
    if (key.getValue().isBlank()) {
      return;
    }
    try {
      String line = EnvText.line(key.getValue().trim(), value.getValue());
      var request = new ImportEnv(line, !secret.getValue(), false, true);
      refuse(place.importEnv(request, null).problems());
    } catch (RuntimeException refused) {
      refuse(List.of(new LineProblem(0, Trouble.sentence(refused))));
    }
  }

  private void refuse(List<LineProblem> problems) {
    problems.stream()
        .findFirst()
        .ifPresent(problem -> {
          if (problem.line() > 0) {
            key.setErrorMessage(problem.sentence());
            key.setInvalid(true);
          } else {
            value.setErrorMessage(problem.sentence());
            value.setInvalid(true);
          }
        });
  }

  private void save(boolean deploy) {
    if (replacesSecret && value.isEmpty()) {
      value.setErrorMessage("Type the new value.");
      value.setInvalid(true);
      return;
    }
    try {
      StepUp.run(() -> {
        VariableView set =
            place.set(key.getValue().trim(), new SetVariable(value.getValue(), secret.getValue()));
        close();
        if (set.note() != null) {
          Notification.show(set.key() + ": " + set.note(), 8000, Notification.Position.TOP_CENTER);
        }
        saved.accept(deploy);
      });
    } catch (RuntimeException refused) {
      value.setInvalid(true);
      value.setErrorMessage(Trouble.sentence(refused));
    }
  }
}
