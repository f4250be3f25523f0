package dev.slipway.console.factors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.ChangePassword;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.profile.ProfileSection;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** A new password, for who knows the current one. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(20)
class PasswordSection implements ProfileSection {
  private final FactorsApi factors;
  private final PasswordField current = new PasswordField("Current password");
  private final PasswordField next = new PasswordField("New password");
  private final PasswordField again = new PasswordField("New password again");
  private final Checkbox keepTokens = new Checkbox("Keep my API tokens working");

  PasswordSection(FactorsApi factors) {
    this.factors = factors;
    current.getElement().setAttribute("autocomplete", "current-password");
    next.getElement().setAttribute("autocomplete", "new-password");
    again.getElement().setAttribute("autocomplete", "new-password");
    next.setHelperText("At least 8 characters; 15 or more are better. Length beats cleverness.");
    again.setErrorMessage("These are not the same.");
  }

  @Override
  public Component content() {
    FactorsView known = factors.factors();
    String organization = known.onlyOrganization();
    if (organization != null) {
      return new Card(
          "Password",
          new Paragraph(
              "You are signed in through the single sign-on of %s, which keeps how you sign in. Sign in with your own password or passkey to change it."
                  .formatted(organization)));
    }
    current.setVisible(known.password());
    var change = new Button(known.password() ? "Change password" : "Set password", _ -> change());
    change.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(current, next, again);
    fields.addClassName("fields");
    var lead =
        new Paragraph(
            "A new password ends every other sign-in at once, and revokes your own API tokens unless you keep them.");
    lead.addClassName("muted");
    return new Card("Password", lead, fields, keepTokens, new Span(change));
  }

  private void change() {
    again.setInvalid(!next.getValue().equals(again.getValue()));
    if (again.isInvalid()) {
      return;
    }
    StepUp.run(() -> {
      factors.changePassword(
          new ChangePassword(
              current.isVisible() ? current.getValue() : null,
              next.getValue(),
              keepTokens.getValue()));
      current.clear();
      next.clear();
      again.clear();
      current.setVisible(true);
      Notification.show("Password changed", 3000, Notification.Position.BOTTOM_CENTER);
    });
  }
}
