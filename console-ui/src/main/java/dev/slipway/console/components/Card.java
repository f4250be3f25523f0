package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** A titled box. */
public class Card extends Section {
  private final Div head = new Div();

  public Card(Component... content) {
    addClassName("card");
    add(content);
  }

  public Card(String title, Component... content) {
    addClassName("card");
    head.addClassName("card-head");
    head.add(new H2(title));
    add(head);
    add(content);
    getElement().setAttribute("aria-label", title);
  }

  /** Puts buttons or links at the end of the title's line. */
  public Card withActions(Component... actions) {
    var spacer = new Span();
    spacer.addClassName("spacer");
    head.add(spacer);
    head.add(actions);
    return this;
  }
}
