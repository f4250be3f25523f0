package dev.slipway.console.people;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.api.people.InvitationCode;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.InvitedView;
import dev.slipway.api.people.JoinWithAccount;
import dev.slipway.api.people.MeApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.layout.WithoutOrganization;
import java.util.Locale;

/** Where an invitation's link leads: join as who one is, or with a new account. */
@Route(value = "invitation/:code", autoLayout = false)
@PageTitle("Invitation · Slipway")
@AnonymousAllowed
@WithoutOrganization
class InvitationView extends Main implements BeforeEnterObserver {
  private final InvitationsApi invitations;
  private final MeApi people;
  private final Membership membership;
  private final AuthenticationContext authentication;
  private final EmailField email = new EmailField("E-mail");
  private final TextField name = new TextField("Your name");
  private final PasswordField password = new PasswordField("Password");

  InvitationView(
      InvitationsApi invitations,
      MeApi people,
      Membership membership,
      AuthenticationContext authentication) {
    this.invitations = invitations;
    this.people = people;
    this.membership = membership;
    this.authentication = authentication;
    addClassName("door");
    password.setHelperText(
        "At least 8 characters; 15 or more are better. Length beats cleverness.");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String code = event.getRouteParameters().get("code").orElse("");
    removeAll();
    InvitedView invited;
    try {
      invited = invitations.look(new InvitationCode(code));
    } catch (RuntimeException e) {
      // The refusal is written for whoever follows a link that is over.
      add(new Card(new H1("Invitation"), words(String.valueOf(e.getMessage())), home()));
      return;
    }
    add(authentication.isAuthenticated() ? accepting(invited, code) : joining(invited, code));
  }

  private Card accepting(InvitedView invited, String code) {
    String self = people.me().name();
    var join = new Button("Join as " + self, _ -> accept(code));
    join.addThemeVariants(ButtonVariant.PRIMARY);
    return new Card(new H1("Join " + invited.organization()), lead(invited), join, home());
  }

  private Card joining(InvitedView invited, String code) {
    String only = invited.email();
    if (only != null) {
      email.setValue(only);
      email.setReadOnly(true);
    }
    var join = new Button("Create account and join", _ -> join(code));
    join.addThemeVariants(ButtonVariant.PRIMARY);
    return new Card(
        new H1("Join " + invited.organization()),
        lead(invited),
        email,
        name,
        password,
        join,
        new Anchor("invitation/" + code + "/accept", "I have an account: sign in first"));
  }

  private void accept(String code) {
    var joined = invitations.accept(new InvitationCode(code));
    membership.choose(joined.organization());
    UI.getCurrent().getPage().setLocation("/");
  }

  private void join(String code) {
    var _ =
        invitations.join(
            new JoinWithAccount(
                code, email.getValue().trim(), name.getValue().trim(), password.getValue()));
    UI.getCurrent().navigate("login");
  }

  private static Paragraph lead(InvitedView invited) {
    return words(
        "%s invites you as %s. %s"
            .formatted(
                invited.invitedBy(),
                RoleWords.of(invited.role()).toLowerCase(Locale.ROOT),
                RoleWords.meaning(invited.role())));
  }

  private static Paragraph words(String sentence) {
    var words = new Paragraph(sentence);
    words.addClassName("muted");
    return words;
  }

  private static Anchor home() {
    return new Anchor("", "To the console");
  }
}
