package dev.slipway.console.components;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;

/** Text to take along: commands, addresses, secrets shown once. */
public class Copyable extends Div {
  public Copyable(String text) {
    addClassName("row");
    var block = new Pre(text);
    block.addClassName("code-block");
    block.getStyle().set("flex", "1");
    add(block, button(text));
  }

  /** Only the button, for where the text is already shown. */
  public static Button button(String text) {
    var copy = new Button(VaadinIcon.COPY.create());
    copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    copy.setAriaLabel("Copy " + Sizes.middle(text, 30));
    copy.addClickListener(_ -> {
      UI.getCurrent()
          .getPage()
          .executeJs("navigator.clipboard && navigator.clipboard.writeText($0)", text);
      Notification.show("Copied", 1500, Notification.Position.BOTTOM_CENTER);
    });
    return copy;
  }
}
