package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemorySingleSignOn;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SingleSignOnTest extends ConsoleTest {
  @Autowired private InMemorySingleSignOn connections;

  @AfterEach
  void forget() {
    connections.all.clear();
  }

  @Test
  void aConnectionIsAddedWithItsGroups() {
    open("single-sign-on");
    assertThat(text()).contains("No connection yet");
    find(Button.class, "Add connection").click();
    find(TextField.class, "Name").setValue("Acme login");
    find(TextField.class, "Issuer").setValue("https://login.acme.example");
    find(TextField.class, "Client ID").setValue("slipway");
    find(PasswordField.class, "Client secret").setValue("secret");
    find(TextField.class, "Group claim").setValue("groups");
    find(TextArea.class, "Groups and their roles").setValue("engineers = developer\nops = admin");
    find(Button.class, "Save").click();
    assertThat(connections.all.getFirst().groups())
        .containsExactly(
            new GroupRole("engineers", Role.DEVELOPER), new GroupRole("ops", Role.ADMIN));
    assertThat(text()).contains("Acme login", "https://slipway.example/login/sso/callback");
  }

  @Test
  void whyTheLastSignInFailedIsSaid() {
    connections.all.add(
        InMemorySingleSignOn.view(
            UUID.randomUUID(),
            new ConnectionSettings("Acme", "https://x.example", "id", null, null, null, null, null),
            "The provider's tokens: it answered 401."));
    open("single-sign-on");
    assertThat(text()).contains("The last sign-in failed", "it answered 401");
    find(Button.class, "Check").click();
    assertThat(text()).contains("The provider answers");
  }

  @Test
  void theSignInPageKnowsAnOrganizationsProviders() {
    open("login?organization=acme");
    find(Button.class, "Continue with single sign-on").click();
    assertThat(text()).contains("no single sign-on");
    connections.all.addAll(List.of(named("Staff"), named("Partners")));
    find(Button.class, "Continue with single sign-on").click();
    assertThat(text()).contains("Staff", "Partners");
  }

  @Test
  void aFailedSignInSaysWhatToDo() {
    open("login?sso=account-link-required");
    assertThat(text()).contains("connect single sign-on in your profile");
  }

  private static dev.slipway.api.people.ConnectionView named(String name) {
    return InMemorySingleSignOn.view(
        UUID.randomUUID(),
        new ConnectionSettings(name, "https://x.example", "id", null, null, null, null, null),
        null);
  }
}
