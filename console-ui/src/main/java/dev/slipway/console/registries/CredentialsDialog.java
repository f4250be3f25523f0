package dev.slipway.console.registries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.api.registries.UpdateRegistry;
import java.util.function.Consumer;

/** Replaces what opens a registry; what is there already is not shown. */
class CredentialsDialog extends Dialog {
  CredentialsDialog(RegistryView registry, Consumer<UpdateRegistry> change) {
    var words = KindWords.of(registry.kind());
    setHeaderTitle("New credentials for " + registry.name());
    var user = new TextField(words.user());
    user.setValue(registry.user());
    user.setVisible(!words.user().isEmpty());
    user.setWidthFull();
    var password = new PasswordField(words.password());
    password.setHelperText("It is not shown again.");
    password.setWidthFull();
    var fields = new Div(new Paragraph(words.hint()), user, password);
    fields.addClassName("stack");
    add(fields);
    var save =
        new Button(
            "Save and check",
            _ -> {
              change.accept(
                  new UpdateRegistry(
                      null,
                      user.isVisible() ? user.getValue().trim() : null,
                      password.getValue(),
                      null));
              close();
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), save);
    setWidth("min(520px, 92vw)");
  }
}
