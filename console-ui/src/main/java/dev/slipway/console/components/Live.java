package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.slipway.api.logs.Subscription;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Keeps a view up to date while somebody looks at it. What arrives comes from the server's own
 * threads, which nobody has signed in on: it is handled inside the page, as the person who opened
 * it.
 */
public final class Live {
  private Live() {}

  /**
   * Subscribes when the view appears and ends it when the view goes.
   *
   * @param subscribe opens the subscription; it is given what to call to run something inside the
   *     page
   */
  public static void whileShown(Component view, Function<Page, Subscription> subscribe) {
    view.addAttachListener(attached -> {
      var page = new Page(attached.getUI(), SecurityContextHolder.getContext());
      Subscription subscription = subscribe.apply(page);
      view.addDetachListener(detached -> {
        detached.unregisterListener();
        subscription.close();
      });
    });
  }

  /** Where and as whom something runs. */
  public record Page(UI ui, SecurityContext caller) {

    public void run(Runnable action) {
      Future<Void> _ =
          ui.access(() -> {
            SecurityContext before = SecurityContextHolder.getContext();
            SecurityContextHolder.setContext(caller);
            try {
              action.run();
            } finally {
              SecurityContextHolder.setContext(before);
            }
          });
    }

    /** For work that must not hold the page: asks as the same person, outside of it. */
    public <T> T ask(Supplier<T> question) {
      SecurityContext before = SecurityContextHolder.getContext();
      SecurityContextHolder.setContext(caller);
      try {
        return question.get();
      } finally {
        SecurityContextHolder.setContext(before);
      }
    }
  }
}
