package dev.slipway.console.repositories;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.repositories.CreateCredential;
import java.util.function.Consumer;

/** Asks for the name of a new deploy key. */
class DeployKeyDialog extends Dialog {
  DeployKeyDialog(String suggested, Consumer<CreateCredential> create) {
    setHeaderTitle("New deploy key");
    setWidth("min(480px, 92vw)");
    var name = new TextField("Key name");
    name.setValue(suggested);
    name.setWidthFull();
    name.setHelperText("By which your team recognizes it; other apps can use the key as well.");
    var make =
        new Button(
            "Make key",
            _ -> {
              name.setInvalid(name.getValue().isBlank());
              if (!name.isInvalid()) {
                create.accept(CreateCredential.deployKey(name.getValue().strip()));
                close();
              }
            });
    make.addThemeVariants(ButtonVariant.PRIMARY);
    make.addClickShortcut(Key.ENTER);
    add(
        new Paragraph(
            "Slipway makes the pair of keys. You add its public half to the repository, with reading rights."),
        name);
    getFooter().add(new Button("Cancel", _ -> close()), make);
  }
}
