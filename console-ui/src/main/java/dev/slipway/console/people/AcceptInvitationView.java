package dev.slipway.console.people;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;

/** The way from an invitation through the sign-in page and back. */
@Route(value = "invitation/:code/accept", autoLayout = false)
@PermitAll
@WithoutOrganization
class AcceptInvitationView extends Main implements BeforeEnterObserver {
  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    event.forwardTo(InvitationView.class, event.getRouteParameters());
  }
}
