package dev.slipway.console.repositories;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.Forge;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for a token of a forge. */
class TokenDialog extends Dialog {
  private final TextField name = new TextField("Token name");
  private final TextField host = new TextField("Host");
  private final TextField username = new TextField("User name");
  private final PasswordField token = new PasswordField("Token");
  private final Checkbox reports = new Checkbox("Report deployments as commit statuses");
  private final Select<Forge> forge = new Select<>();

  /**
   * @param suggestedHost of the repository, such as github.com; may be empty
   */
  TokenDialog(String suggestedName, String suggestedHost, Consumer<CreateCredential> create) {
    setHeaderTitle("New token");
    setWidth("min(480px, 92vw)");
    name.setValue(suggestedName);
    name.setHelperText("By which your team recognizes it; other apps can use the token as well.");
    host.setValue(suggestedHost);
    host.setPlaceholder("github.com");
    host.setHelperText("The token is shown to this host only.");
    username.setHelperText("Leave it empty if your forge asks for the token alone.");
    token.setHelperText("With the right to read the repository. It is never shown again.");
    reports.setTooltipText("The token then also needs the right to write commit statuses.");
    forge.setLabel("Forge");
    forge.setItems(Forge.values());
    forge.setItemLabelGenerator(TokenDialog::words);
    forge.setHelperText("Only needed for statuses on a host of your own.");
    forge.setEmptySelectionAllowed(true);
    forge.setEmptySelectionCaption("Known by its host");
    var fields = new Div(name, host, username, token, reports, forge);
    fields.addClassName("stack");
    add(fields);
    var keep = new Button("Keep token", _ -> keep(create));
    keep.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), keep);
  }

  private void keep(Consumer<CreateCredential> create) {
    name.setInvalid(name.getValue().isBlank());
    host.setInvalid(host.getValue().isBlank());
    token.setInvalid(token.getValue().isBlank());
    if (name.isInvalid() || host.isInvalid() || token.isInvalid()) {
      return;
    }
    create.accept(
        new CreateCredential(
            name.getValue().strip(),
            CredentialKind.TOKEN,
            host.getValue().strip(),
            username.getValue().isBlank() ? null : username.getValue().strip(),
            token.getValue().strip(),
            reports.getValue(),
            forge.getValue()));
    close();
  }

  /** None stands for itself: the caption says it. */
  private static String words(@Nullable Forge forge) {
    return switch (forge) {
      case null -> "";
      case GITHUB -> "GitHub";
      case GITLAB -> "GitLab";
      case GITEA -> "Gitea or Forgejo";
      case BITBUCKET -> "Bitbucket";
    };
  }
}
