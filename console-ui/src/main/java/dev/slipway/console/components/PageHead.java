package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** A page's title, a sentence saying what the page is about, and its actions. */
public class PageHead extends Header {
  public PageHead(String title, String lead, Component... actions) {
    addClassName("page-head");
    var spacer = new Span();
    spacer.addClassName("spacer");
    add(new H1(title), spacer);
    add(actions);
    var sentence = new Paragraph(lead);
    sentence.addClassName("lead");
    add(sentence);
  }
}
