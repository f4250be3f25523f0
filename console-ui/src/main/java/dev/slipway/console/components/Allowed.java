package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import java.util.function.Predicate;

/**
 * Shows what one may not do as what it is: there, and not for everybody. The server decides anyway.
 * That is for what a page is about; small actions in the rows of a table are left out instead.
 */
public final class Allowed {
  private Allowed() {}

  /**
   * @param permission in the words of API tokens' scopes, such as {@code apps:write}
   * @param may what the reader has where the control acts
   */
  public static <T extends Component & HasEnabled> T to(
      String permission, Predicate<String> may, T control) {
    return when(may.test(permission), control, missing(permission));
  }

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

  /** What to ask for; the roles are those that have the right first. */
  static String missing(String permission) {
    return switch (permission) {
      case "organization:write" -> "Only an owner of the organization does this";
      case "members:write", "tokens:write", "registries:write", "audit:read" ->
          "Needs the role admin";
      case "projects:write" -> "Needs the role developer";
      case "deployments:write", "images:write" ->
          "Needs the role deployer here, and in a protected environment one of the roles it names";
      default ->
          "Needs the role developer here, and in a protected environment one of the roles it names";
    };
  }
}
