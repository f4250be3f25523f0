package dev.slipway.console.components;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** Asks for the name of something new. */
public class NameDialog extends Dialog {
  public NameDialog(String title, String sentence, String action, Consumer<String> create) {
    setHeaderTitle(title);
    var name = new TextField("Name");
    name.setHelperText(sentence);
    name.setWidthFull();
    name.setAllowedCharPattern("[a-z0-9-]");
    name.setMaxLength(40);
    add(name);
    var ok =
        new Button(
            action,
            _ -> {
              create.accept(name.getValue());
              close();
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    ok.addClickShortcut(Key.ENTER);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    setWidth("min(440px, 92vw)");
    name.focus();
  }
}
