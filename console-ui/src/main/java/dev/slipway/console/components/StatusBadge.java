package dev.slipway.console.components;

import com.vaadin.flow.component.html.Span;

/** A status in shape, word and colour. */
public class StatusBadge extends Span {
  public StatusBadge(String word, Tone tone) {
    super(word);
    addClassNames("badge", tone.style());
  }
}
