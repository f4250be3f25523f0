package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Something to know: what happened and what to do. Stays where it is. */
public class Notice extends Div {
  public Notice(Tone tone, String title, String sentence, Component... actions) {
    addClassNames("notice", tone.style());
    var heading = new Span(title);
    heading.getStyle().setFontWeight(600);
    var text = new Paragraph(sentence);
    text.getStyle().setMargin("0");
    add(heading, text);
    add(actions);
    getElement().setAttribute("role", tone == Tone.BAD ? "alert" : "status");
  }
}
