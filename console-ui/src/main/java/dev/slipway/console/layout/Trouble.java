package dev.slipway.console.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.Refusal;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what a view's action was refused with, until it is read. Anything else is logged under a
 * reference.
 */
@SpringComponent
public class Trouble implements ErrorHandler, VaadinServiceInitListener {
  private static final Logger log = LoggerFactory.getLogger(Trouble.class);

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(this));
  }

  @Override
  public void error(ErrorEvent event) {
    String sentence = sentence(event.getThrowable());
    UI ui = UI.getCurrent();
    if (ui != null) {
      Future<Void> _ = ui.access(() -> show(sentence));
    }
  }

  /** What to say of something that was thrown. */
  public static String sentence(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      // In one process the control plane's refusals arrive as they were thrown.
      if (cause instanceof Refusal) {
        return Objects.requireNonNullElse(cause.getMessage(), "That was refused.");
      }
    }
    String reference = UUID.randomUUID().toString().substring(0, 8);
    log.error("Console error {}", reference, thrown);
    return "Something went wrong on our side. Try again; if it stays, tell your operator the reference "
        + reference
        + ".";
  }

  private static void show(String sentence) {
    var notification = new Notification();
    notification.setPosition(Notification.Position.TOP_CENTER);
    notification.setDuration(0);
    notification.addThemeVariants(NotificationVariant.ERROR);
    var close = new Button("Close", _ -> notification.close());
    close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    var row = new Div(new Span(sentence), close);
    row.addClassName("row");
    row.getElement().setAttribute("role", "alert");
    notification.add(row);
    notification.open();
  }
}
