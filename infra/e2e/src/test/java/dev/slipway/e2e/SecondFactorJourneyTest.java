package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An authenticator app: set up, asked for at sign-in, replaced by a recovery code, turned off. */
@Order(6)
class SecondFactorJourneyTest {
  private static final Platform PLATFORM = Platform.running();

  @Test
  void thePasswordAloneIsNotEnoughOnceAnAppIsSetUp() {
    Journey.walk(browser -> {
      Ada.arrives(browser, PLATFORM);
      setUpUseAndTurnOff(browser);
    });
  }

  private static void setUpUseAndTurnOff(ConsoleBrowser browser) {
    String recovery = setUpTheApp(browser);

    Ada.signOut(browser);
    Ada.givesPassword(browser);
    browser.sees("One more step");
    browser.fill("Code", "000000");
    browser.press("Sign in");
    browser.sees("The code is wrong or was used already");
    browser.fill("Code", recovery);
    browser.press("Sign in");
    Ada.isIn(browser);

    browser.page().navigate(PLATFORM.console() + "/profile");
    browser.sees("9 of 10 recovery codes are left.");
    browser.press("Turn off the authenticator app");
    browser.press("Turn off");
    assertThat(browser.named(AriaRole.BUTTON, "Set up an authenticator app")).isVisible();
  }

  private static String setUpTheApp(ConsoleBrowser browser) {
    browser.page().navigate(PLATFORM.console() + "/profile");
    browser.press("Set up an authenticator app");
    assertThat(browser.named(AriaRole.IMG, "QR code for the authenticator app").locator("path"))
        .hasCount(1);
    browser.screenshot("authenticator-app");
    String secret = browser.page().locator(".code-block").first().innerText();
    browser.fill("Code the app shows now", AuthenticatorApp.code(secret));
    browser.press("Confirm");
    browser.sees("Keep these recovery codes now");
    return browser
        .page()
        .locator(".code-block")
        .first()
        .innerText()
        .lines()
        .findFirst()
        .orElseThrow();
  }
}
