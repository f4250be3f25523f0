package dev.slipway.console.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.UpdateMe;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Name and e-mail. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(10)
class AccountSection implements ProfileSection {
  private final MeApi people;
  private final FactorsApi factors;
  private final TextField name = new TextField("Your name");

  AccountSection(MeApi people, FactorsApi factors) {
    this.people = people;
    this.factors = factors;
  }

  @Override
  public Component content() {
    MeView me = people.me();
    name.setValue(me.name());
    name.setHelperText("As others read it in lists of members and of what was done.");
    var facts = new Facts();
    String email = me.email();
    facts.add("E-mail", email == null ? "none" : email);
    facts.add("Platform", me.operator() ? "Operator" : "No operator");
    String organization = factors.factors().onlyOrganization();
    if (organization != null) {
      name.setReadOnly(true);
      name.setHelperText(
          "You are signed in through the single sign-on of %s. Sign in with your own password or passkey to change it."
              .formatted(organization));
      return new Card("Account", facts, name);
    }
    var save = new Button("Save name", _ -> save());
    return new Card("Account", facts, name, new Span(save));
  }

  private void save() {
    MeView me = people.update(new UpdateMe(name.getValue().trim()));
    name.setValue(me.name());
    Notification.show("Saved", 2000, Notification.Position.BOTTOM_CENTER);
  }
}
