package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Nothing here yet: says what would be, and teaches the next step. */
public class EmptyState extends Card {
  public EmptyState(String title, String sentence, Component... nextStep) {
    addClassName("empty");
    add(new H2(title), new Paragraph(sentence));
    add(nextStep);
  }
}
