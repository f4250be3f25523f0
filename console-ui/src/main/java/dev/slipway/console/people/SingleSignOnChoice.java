package dev.slipway.console.people;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.SignInChoice;
import dev.slipway.api.people.SingleSignOnApi;
import java.util.List;

/** Which organization's provider to go to. */
class SingleSignOnChoice extends Details {
  private final SingleSignOnApi singleSignOn;
  private final TextField organization = new TextField("Organization");
  private final Div answer = new Div();

  SingleSignOnChoice(SingleSignOnApi singleSignOn) {
    this.singleSignOn = singleSignOn;
    setSummaryText("Sign in through your organization");
    organization.setHelperText("Its short name, as in the addresses of its apps.");
    organization.setWidthFull();
    var go = new Button("Continue with single sign-on", _ -> find());
    go.setWidthFull();
    answer.getElement().setAttribute("role", "status");
    add(organization, go, answer);
    setWidthFull();
  }

  void choose(String slug) {
    setOpened(true);
    organization.setValue(slug);
  }

  private void find() {
    List<SignInChoice> choices = singleSignOn.choices(organization.getValue().trim());
    answer.removeAll();
    switch (choices.size()) {
      case 0 ->
          answer.add(
              new Paragraph(
                  "This organization has no single sign-on. Check the name, or use your password."));
      case 1 -> leave(choices.getFirst());
      default ->
          choices.forEach(choice -> {
            var button = new Button(choice.name(), _ -> leave(choice));
            button.setWidthFull();
            answer.add(button);
          });
    }
  }

  private static void leave(SignInChoice choice) {
    UI.getCurrentOrThrow().getPage().setLocation(choice.path());
  }

  /** What to tell people; why exactly is told to the organization's owners. */
  static String failure(String type) {
    return switch (type) {
      case "account-link-required" ->
          "There is an account with your e-mail already. Sign in to it, and connect single sign-on in your profile.";
      case "no-role" ->
          "You are in none of the groups that may use this organization. Ask one of its owners.";
      case "removed" ->
          "Your account was removed from this organization. Ask one of its owners for an invitation.";
      case "identity-taken" ->
          "Your account at the provider is connected with another account here.";
      case "expired" -> "Signing in took too long, or began in another browser. Begin again.";
      case "refused" -> "The provider did not let you in.";
      default ->
          "The organization's provider could not be used. Its owners see why under Single sign-on.";
    };
  }
}
