package dev.slipway.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

/** Says what will change before it does. */
public class ConfirmDialog extends Dialog {
  private final Button ok;

  public ConfirmDialog(String question, String consequence, String action, Runnable then) {
    setHeaderTitle(question);
    add(new Paragraph(consequence));
    ok =
        new Button(
            action,
            _ -> {
              close();
              StepUp.run(then);
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    setWidth("min(520px, 92vw)");
  }

  /** For what cannot be undone: the name has to be typed first. */
  public ConfirmDialog typing(String name) {
    ok.addThemeVariants(ButtonVariant.ERROR);
    ok.setEnabled(false);
    var typed = new TextField("Type " + name + " to go on");
    typed.setWidthFull();
    typed.setValueChangeMode(com.vaadin.flow.data.value.ValueChangeMode.EAGER);
    typed.addValueChangeListener(text -> ok.setEnabled(name.equals(text.getValue())));
    add(typed);
    return this;
  }
}
