package dev.slipway.console.layout;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.MeApi;
import dev.slipway.console.components.EmptyState;
import jakarta.annotation.security.PermitAll;

/** For who belongs to no organization, or to none any more. */
@Route("welcome")
@PageTitle("Welcome · Slipway")
@PermitAll
@WithoutOrganization
class WelcomeView extends Main {
  private static final String SENTENCE =
      "Apps belong to organizations. Ask somebody of yours for an invitation, and open its link.";

  WelcomeView(MeApi people) {
    addClassName("page");
    var create = new Anchor("organizations/new", "New organization");
    create.addClassName("button");
    add(
        people.me().mayCreateOrganizations()
            ? new EmptyState("You belong to no organization", SENTENCE + " Or make one.", create)
            : new EmptyState("You belong to no organization", SENTENCE));
  }
}
