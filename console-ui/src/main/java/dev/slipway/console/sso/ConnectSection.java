package dev.slipway.console.sso;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.profile.ProfileSection;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Connects an account that exists with the organization's provider. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(50)
class ConnectSection implements ProfileSection {
  private final SingleSignOnApi api;
  private final FactorsApi factors;
  private final Membership membership;

  ConnectSection(SingleSignOnApi api, FactorsApi factors, Membership membership) {
    this.api = api;
    this.factors = factors;
    this.membership = membership;
  }

  @Override
  public Component content() {
    var card = new Card("Single sign-on");
    List<MembershipView> all = membership.me().organizations();
    if (all.isEmpty() || factors.factors().onlyOrganization() != null) {
      card.setVisible(false);
      return card;
    }
    MembershipView here = membership.organization();
    List<ConnectionView> connections =
        api.list(here.organization()).stream().filter(ConnectionView::enabled).toList();
    var lead =
        new Paragraph(
            "%s has a provider of its own. Connect your account to sign in through it as well."
                .formatted(here.name()));
    lead.addClassName("muted");
    card.add(lead);
    connections.forEach(connection ->
        card.add(
            new Span(
                new Button(
                    "Connect with " + connection.name(),
                    _ -> StepUp.run(() -> leave(here, connection))))));
    card.setVisible(!connections.isEmpty());
    return card;
  }

  private void leave(MembershipView here, ConnectionView connection) {
    String path = api.connect(here.organization(), connection.id()).path();
    UI.getCurrentOrThrow().getPage().setLocation(path);
  }
}
