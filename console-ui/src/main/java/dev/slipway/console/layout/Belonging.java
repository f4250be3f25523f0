package dev.slipway.console.layout;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.MeApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends who belongs to no organization to the page that says so, instead of to views of none. */
@SpringComponent
class Belonging implements VaadinServiceInitListener {
  private static final Logger log = LoggerFactory.getLogger(Belonging.class);

  private final MeApi people;

  Belonging(MeApi people) {
    this.people = people;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addUIInitListener(begun -> begun.getUI().addBeforeEnterListener(this::enter));
  }

  private void enter(BeforeEnterEvent event) {
    if (!event.getNavigationTarget().getName().startsWith("dev.slipway.")
        || event.getNavigationTarget().isAnnotationPresent(WithoutOrganization.class)) {
      return;
    }
    if (belongsNowhere()) {
      event.forwardTo(WelcomeView.class);
    }
  }

  private boolean belongsNowhere() {
    try {
      return people.me().organizations().isEmpty();
    } catch (RuntimeException e) {
      // Nobody is signed in: whether they may look at the view, the view's own annotation says.
      log.debug("Nobody is signed in", e);
      return false;
    }
  }
}
