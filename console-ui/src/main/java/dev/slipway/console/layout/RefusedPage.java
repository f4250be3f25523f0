package dev.slipway.console.layout;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.api.Refusal;
import dev.slipway.console.components.EmptyState;
import jakarta.annotation.security.PermitAll;

/**
 * In the place of a page that cannot be shown. What does not exist and what belongs to somebody
 * else look the same.
 */
@ParentLayout(ConsoleLayout.class)
@PermitAll
public class RefusedPage extends Main
    implements HasErrorParameter<RuntimeException>, HasDynamicTitle {
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int FAILED = 500;

  private String title = "Slipway";

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<RuntimeException> parameter) {
    addClassName("page");
    removeAll();
    for (Throwable cause = parameter.getException(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal && !refusal.type().equals("not-found")) {
        return show(FORBIDDEN, "You may not see this page", String.valueOf(cause.getMessage()));
      }
      // An address with an id that is none leads nowhere either.
      if (cause instanceof Refusal || cause instanceof IllegalArgumentException) {
        return show(
            NOT_FOUND,
            "This is not there",
            "It may have been deleted, or you may not see it. Ask an owner of the organization if you should.");
      }
    }
    return show(FAILED, "This page cannot be shown", Trouble.sentence(parameter.getException()));
  }

  @Override
  public String getPageTitle() {
    return title;
  }

  private int show(int status, String heading, String sentence) {
    title = heading + " · Slipway";
    add(new EmptyState(heading, sentence, new Anchor("", "Go to the start page")));
    return status;
  }
}
