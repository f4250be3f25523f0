package dev.slipway.console.repositories;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.ReplaceToken;
import java.util.function.Consumer;

/** Asks for another token; what is left empty stays. */
class ReplaceTokenDialog extends Dialog {
  ReplaceTokenDialog(CredentialView credential, Consumer<ReplaceToken> replace) {
    setHeaderTitle("Replace " + credential.name());
    setWidth("min(480px, 92vw)");
    var username = new TextField("User name");
    username.setValue(String.valueOf(credential.username()));
    var token = new PasswordField("New token");
    token.setHelperText("Empty: the one before stays.");
    var reports = new Checkbox("Report deployments as commit statuses");
    reports.setValue(credential.reportsStatus());
    reports.setVisible(credential.forge() != null);
    var fields = new Div(username, token, reports);
    fields.addClassName("stack");
    add(fields);
    var save =
        new Button(
            "Replace token",
            _ -> {
              replace.accept(
                  new ReplaceToken(
                      username.getValue().strip(),
                      token.getValue().isBlank() ? null : token.getValue().strip(),
                      reports.getValue()));
              close();
            });
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), save);
  }
}
