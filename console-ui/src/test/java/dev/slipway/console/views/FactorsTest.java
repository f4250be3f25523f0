package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.ChangePassword;
import dev.slipway.api.people.Prove;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryFactors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FactorsTest extends ConsoleTest {
  @Autowired private InMemoryFactors factors;

  @AfterEach
  void forget() {
    factors.forget();
  }

  @Test
  void aNewPasswordIsTypedTwice() {
    open("profile");
    find(PasswordField.class, "Current password").setValue("old");
    find(PasswordField.class, "New password").setValue("a long new passphrase");
    find(PasswordField.class, "New password again").setValue("another");
    find(Button.class, "Change password").click();
    assertThat(factors.changed).isNull();
    find(PasswordField.class, "New password again").setValue("a long new passphrase");
    find(Button.class, "Change password").click();
    assertThat(factors.changed)
        .isEqualTo(new ChangePassword("old", "a long new passphrase", false));
  }

  @Test
  void anAppIsConfirmedWithItsCodeAndTheRecoveryCodesAreShownOnce() {
    open("profile");
    find(Button.class, "Set up an authenticator app").click();
    assertThat(text()).contains("GEZDGNBVGY3TQOJQ");
    find(TextField.class, "Code the app shows now").setValue("123456");
    find(Button.class, "Confirm").click();
    assertThat(factors.totp).isTrue();
    assertThat(text()).contains("ABCDEF-GHIJKL-MNOPQR-STUVWX").contains("9 of 10");
    open("projects");
    open("profile");
    assertThat(text()).doesNotContain("ABCDEF-GHIJKL");
  }

  @Test
  void whatNeedsAProofAsksForItAndThenGoesOn() {
    factors.fresh = false;
    open("profile");
    find(Button.class, "Set up an authenticator app").click();
    assertThat(text()).contains("Prove it once more").doesNotContain("GEZDGNBVGY3TQOJQ");
    find(PasswordField.class, "Password").setValue("secret");
    find(Button.class, "Confirm").click();
    assertThat(factors.proved).isEqualTo(new Prove("secret", null, null));
    assertThat(text()).contains("GEZDGNBVGY3TQOJQ");
  }

  @Test
  void passkeysAreListedAndRemoved() {
    var _ = factors.add(new dev.slipway.api.people.AddPasskey("Laptop", "{}"));
    open("profile");
    assertThat(text()).contains("Laptop", "This device only", "never");
    find(Button.class, "Remove Laptop").click();
    find(Button.class, "Remove passkey").click();
    assertThat(factors.passkeys).isEmpty();
  }

  @Test
  void theSecondStepPostsTheCode() {
    open("login/factor?error");
    assertThat(text()).contains("One more step", "wrong or was used already");
    assertThat(find(TextField.class, "Code").getElement().getAttribute("name")).isEqualTo("code");
  }
}
