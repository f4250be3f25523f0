package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.SignInView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryPeople;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProfileTest extends ConsoleTest {
  @Autowired private InMemoryPeople people;
  private List<SignInView> before = List.of();

  @BeforeEach
  void remember() {
    before = List.copyOf(people.signIns);
    open("profile");
  }

  @AfterEach
  void forget() {
    people.signIns.clear();
    people.signIns.addAll(before);
    people.name = "Ada Lovelace";
  }

  @Test
  void oneSeesOnesAccountAndWhereOneIsSignedIn() {
    assertThat(text())
        .contains(
            "ada@acme.example", "Firefox on Linux", "This one", "Safari on iPhone", "192.0.2.61");
  }

  @Test
  void anotherNameIsKept() {
    find(TextField.class, "Your name").setValue(" Ada King ");
    find(Button.class, "Save name").click();
    assertThat(people.name).isEqualTo("Ada King");
  }

  @Test
  void anotherBrowserIsSignedOut() {
    find(Button.class, "Sign out Safari on iPhone at 192.0.2.61").click();
    assertThat(people.signIns).singleElement().matches(SignInView::current);
    assertThat(text()).doesNotContain("192.0.2.61");
    assertThat(find(Button.class, "Sign out everywhere else").isEnabled()).isFalse();
  }

  @Test
  void signingOutEverywhereElseAsksFirst() {
    find(Button.class, "Sign out everywhere else").click();
    assertThat(people.signIns).hasSize(2);
  }
}
