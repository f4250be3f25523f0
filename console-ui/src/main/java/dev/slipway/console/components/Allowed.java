package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;

/**
 * Shows what one may not do as what it is: there, and not for everybody. The server decides anyway.
 */
public final class Allowed {
  private Allowed() {}

  /**
   * @param reason shown when one points at it
   */
  public static <T extends Component & HasEnabled> T when(boolean may, T control, String reason) {
    control.setEnabled(may);
    if (may) {
      control.getElement().removeAttribute("title");
    } else {
      control.getElement().setAttribute("title", reason);
    }
    return control;
  }
}
