package dev.slipway.console.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.api.people.SetupApi;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.console.components.BrowserPasskeys;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.WithoutOrganization;

/**
 * E-mail and password, a passkey, or the organization's own sign-in. All of them end at the
 * server's own addresses.
 */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
@WithoutOrganization
public class SignInView extends Main implements BeforeEnterObserver {
  private final SetupApi setup;
  private final LoginForm form = new LoginForm();
  private final Div said = new Div();
  private final SingleSignOnChoice organizations;

  SignInView(SetupApi setup, PasskeysApi passkeys, SingleSignOnApi singleSignOn) {
    this.setup = setup;
    organizations = new SingleSignOnChoice(singleSignOn);
    addClassName("door");
    form.setAction("login");
    form.setForgotPasswordButtonVisible(false);
    form.setI18n(words());
    var lead = new Paragraph("Push code, see it run. Sign in to your organization's console.");
    lead.addClassName("muted");
    var passkey = new Button("Sign in with a passkey", VaadinIcon.KEY.create());
    passkey.addClickListener(_ -> BrowserPasskeys.signIn(passkey, passkeys.authentication()));
    passkey.setWidthFull();
    add(new Card(new H1("Slipway"), lead, said, form, passkey, organizations));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (setup.state().needed()) {
      event.forwardTo(SetupView.class);
      return;
    }
    QueryParameters asked = event.getLocation().getQueryParameters();
    form.setError(asked.getParameters().containsKey("error"));
    said.removeAll();
    sentence(asked).ifPresent(text -> said.add(new Notice(Tone.BAD, "That did not work", text)));
    asked.getSingleParameter("organization").ifPresent(organizations::choose);
  }

  private static java.util.Optional<String> sentence(QueryParameters asked) {
    if (asked.getParameters().containsKey("expired")) {
      return java.util.Optional.of("Signing in took too long. Begin again.");
    }
    if (asked.getParameters().containsKey("passkey")) {
      return java.util.Optional.of(
          "This passkey is not known here, or it took too long. Try again, or use your password.");
    }
    return asked.getSingleParameter("sso").map(SingleSignOnChoice::failure);
  }

  private static LoginI18n words() {
    var form = new LoginI18n.Form();
    form.setTitle("Sign in");
    form.setUsername("E-mail");
    form.setPassword("Password");
    form.setSubmit("Sign in");
    var error = new LoginI18n.ErrorMessage();
    error.setTitle("That did not work");
    error.setMessage(
        "E-mail or password is wrong, or there were too many attempts. Check both and wait a minute.");
    error.setUsername("Enter your e-mail.");
    error.setPassword("Enter your password.");
    var words = new LoginI18n();
    words.setForm(form);
    words.setErrorMessage(error);
    return words;
  }
}
