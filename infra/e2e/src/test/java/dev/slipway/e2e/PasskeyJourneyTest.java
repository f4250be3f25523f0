package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A passkey in Chromium's own virtual authenticator: added, used, removed. */
@Order(5)
class PasskeyJourneyTest {
  private static final Platform PLATFORM = Platform.running();

  @Test
  void aPasskeySignsInUntilItIsRemoved() {
    Journey.walk(browser -> {
      putAuthenticatorInto(browser.page());
      Ada.arrives(browser, PLATFORM);
      addUseAndRemove(browser);
    });
  }

  private static void addUseAndRemove(ConsoleBrowser browser) {
    browser.page().navigate(PLATFORM.console() + "/profile");
    browser.fill("Name of the new passkey", "Virtual key");
    browser.press("Add passkey");
    browser.sees("This device only");
    browser.screenshot("profile");

    Ada.signOut(browser);
    browser.press("Sign in with a passkey");
    Ada.isIn(browser);

    browser.page().navigate(PLATFORM.console() + "/profile");
    browser.press("Remove Virtual key");
    browser.press("Remove passkey");
    assertThat(browser.named(AriaRole.BUTTON, "Remove Virtual key")).isHidden();
    Ada.signOut(browser);
    browser.press("Sign in with a passkey");
    browser.sees("This passkey is not known here");
  }

  /** One that is part of the device, keeps its keys, and whose user is always there. */
  private static void putAuthenticatorInto(Page page) {
    CDPSession chromium = page.context().newCDPSession(page);
    chromium.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var parameters = new JsonObject();
    parameters.add("options", options);
    var _ = chromium.send("WebAuthn.addVirtualAuthenticator", parameters);
  }
}
