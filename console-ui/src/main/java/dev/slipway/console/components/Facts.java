package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Names and values below each other. */
public class Facts extends DescriptionList {
  public Facts() {
    addClassName("facts");
  }

  /** In two columns where there is room. */
  public Facts wide() {
    addClassName("wide");
    return this;
  }

  public Facts add(String name, String value) {
    return add(name, new Span(value));
  }

  public Facts add(String name, Component value) {
    add(new Term(name), new Description(value));
    return this;
  }
}
