package dev.slipway.console.people;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.api.people.SetupApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.layout.WithoutOrganization;

/** E-mail and password. The form is posted to the server's own sign-in address. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
@WithoutOrganization
public class SignInView extends Main implements BeforeEnterObserver {
  private final SetupApi setup;
  private final LoginForm form = new LoginForm();

  SignInView(SetupApi setup) {
    this.setup = setup;
    addClassName("door");
    form.setAction("login");
    form.setForgotPasswordButtonVisible(false);
    form.setI18n(words());
    var lead = new Paragraph("Push code, see it run. Sign in to your organization's console.");
    lead.addClassName("muted");
    add(new Card(new H1("Slipway"), lead, form));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (setup.state().needed()) {
      event.forwardTo(SetupView.class);
      return;
    }
    form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
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
