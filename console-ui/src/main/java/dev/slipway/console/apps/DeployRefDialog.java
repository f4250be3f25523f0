package dev.slipway.console.apps;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** Asks what to build instead of the branch's newest commit. */
class DeployRefDialog extends Dialog {
  DeployRefDialog(Consumer<String> deploy) {
    setHeaderTitle("Deploy something else");
    setWidth("min(480px, 92vw)");
    var ref = new TextField("Branch, tag or commit");
    ref.setHelperText("As it is called in the repository; a commit by its 40 digits.");
    ref.setWidthFull();
    ref.setErrorMessage("Name what to build.");
    var ok =
        new Button(
            "Build and deploy",
            _ -> {
              ref.setInvalid(ref.getValue().isBlank());
              if (!ref.isInvalid()) {
                close();
                deploy.accept(ref.getValue().strip());
              }
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    ok.addClickShortcut(Key.ENTER);
    add(ref);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    ref.focus();
  }
}
