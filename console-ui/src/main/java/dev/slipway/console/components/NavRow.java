package dev.slipway.console.components;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** Pages side by side, one of which is open. */
public class NavRow extends Nav {
  public NavRow(String label) {
    addClassNames("row", "levels");
    getElement().setAttribute("aria-label", label);
  }

  public NavRow link(String address, String words, boolean open) {
    var link = new Anchor(address, words);
    if (open) {
      link.getElement().setAttribute("aria-current", "page");
    }
    add(link);
    return this;
  }
}
