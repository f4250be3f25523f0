package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.api.people.TokenView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryPeople;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TokenViewsTest extends ConsoleTest {
  private static final UUID ANY = new UUID(0, 0);

  @Autowired private InMemoryPeople.Tokens tokens;

  @AfterEach
  void forget() {
    tokens.asked.clear();
    tokens.expiry = TokenView.Expiry.FINE;
    tokens.list(ANY).forEach(token -> tokens.revoke(ANY, token.id()));
  }

  @Test
  void aTokenOfTheOrganizationForCiHasARoleAndTheScopesOfThePreset() {
    open("tokens");
    find(TextField.class, "What is it for?").setValue("ci");
    pick("Who uses it?", "A machine");
    role().setValue(Role.DEPLOYER);
    pick("What it may", "CI");
    find(Button.class, "Create token").click();
    CreateToken asked = tokens.asked.getFirst();
    assertThat(asked.kind()).isEqualTo(TokenKind.ORGANIZATION);
    assertThat(asked.role()).isEqualTo(Role.DEPLOYER);
    assertThat(asked.scopes())
        .containsExactly(
            "organization:read",
            "apps:read",
            "deployments:read",
            "deployments:write",
            "source:write",
            "images:write");
    assertThat(asked.days()).isEqualTo(90);
    assertThat(text()).contains("Copy the token now", "Organization · …wxyz", "and 4 more");
  }

  @Test
  void scopesCanBeChosenOneByOne() {
    open("tokens");
    find(TextField.class, "What is it for?").setValue("watcher");
    pick("What it may", "Let me choose");
    CheckboxGroup<Object> apps = group("apps");
    apps.setValue(Set.of(apps.getListDataView().getItem(0)));
    find(Button.class, "Create token").click();
    assertThat(tokens.asked.getFirst().scopes()).containsExactly("apps:read");
    assertThat(tokens.asked.getFirst().role()).isNull();
  }

  @Test
  void aTokenOfAnAppNeedsTheApp() {
    open("tokens");
    find(TextField.class, "What is it for?").setValue("identity");
    pick("Who uses it?", "One of our apps");
    find(Button.class, "Create token").click();
    assertThat(tokens.asked).isEmpty();
    assertThat(find(Select.class, "App").isInvalid()).isTrue();
  }

  @Test
  void aNamelessTokenIsNotMade() {
    open("tokens");
    find(Button.class, "Create token").click();
    assertThat(tokens.asked).isEmpty();
    assertThat(find(TextField.class, "What is it for?").isInvalid()).isTrue();
  }

  @Test
  void whatEndsSoonIsWarnedOf() {
    tokens.expiry = TokenView.Expiry.SOON;
    tokens.create(ANY, CreateToken.personal("nightly", 14));
    open("tokens");
    assertThat(text()).contains("A token ends soon", "Within 14 days: nightly");
  }

  @Test
  void theQuotaShowsWhatIsUsedAndHowItWent() {
    open("organization/usage");
    assertThat(text()).contains("Quota and usage", "Apps", "11 of 20", "of 40 cores", "at most");
    assertThat(all(Svg.class).count()).isEqualTo(6);
    find(Button.class, "Change quota").click();
  }

  @SuppressWarnings("unchecked")
  private Select<Role> role() {
    return find(Select.class, "Role");
  }

  @SuppressWarnings("unchecked")
  private CheckboxGroup<Object> group(String label) {
    return find(CheckboxGroup.class, label);
  }

  /** By the beginning of what one reads. */
  @SuppressWarnings("unchecked")
  private void pick(String label, String words) {
    RadioButtonGroup<Object> group = find(RadioButtonGroup.class, label);
    var wanted =
        group.getListDataView().getItems().filter(item -> label(group, item).startsWith(words));
    group.setValue(wanted.collect(Collectors.toList()).getFirst());
  }

  private static String label(RadioButtonGroup<Object> group, Object item) {
    return group.getItemLabelGenerator().apply(item);
  }
}
