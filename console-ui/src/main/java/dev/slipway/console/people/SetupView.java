package dev.slipway.console.people;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.api.people.CompleteSetup;
import dev.slipway.api.people.SetupApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.layout.WithoutOrganization;

/** First run: the one-time code makes its holder the owner. */
@Route(value = "setup", autoLayout = false)
@PageTitle("Set up · Slipway")
@AnonymousAllowed
@WithoutOrganization
class SetupView extends Main implements BeforeEnterObserver {
  private final SetupApi setup;
  private final TextField code = new TextField("Set-up code");
  private final TextField name = new TextField("Your name");
  private final EmailField email = new EmailField("E-mail");
  private final PasswordField password = new PasswordField("Password");
  private final TextField organization = new TextField("Organization");

  SetupView(SetupApi setup) {
    this.setup = setup;
    addClassName("door");
    code.setHelperText(
        "Printed when Slipway started; also in the file setup-code of its state folder.");
    password.setHelperText(
        "At least 8 characters; 15 or more are better. Length beats cleverness.");
    organization.setHelperText("Your company or team, as others will read it.");
    var lead = new Paragraph("You are the first here. This creates the owner's account.");
    lead.addClassName("muted");
    var create = new Button("Create account", _ -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickShortcut(com.vaadin.flow.component.Key.ENTER);
    add(
        new Card(
            new H1("Welcome to Slipway"), lead, code, name, email, password, organization, create));
    code.focus();
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (!setup.state().needed()) {
      event.forwardTo(SignInView.class);
      return;
    }
    event.getLocation().getQueryParameters().getSingleParameter("code").ifPresent(code::setValue);
  }

  private void create() {
    setup.complete(
        new CompleteSetup(
            code.getValue().trim(),
            email.getValue().trim(),
            name.getValue().trim(),
            password.getValue(),
            organization.getValue().trim()));
    UI.getCurrent().navigate("login", QueryParameters.empty());
  }
}
