package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;

/** Somebody who gets a link, and had no account before. */
record Grace(String name, String email) {
  private static final String PASSWORD = "a lighthouse on the old pier";

  static Grace unknownSoFar() {
    String some = UUID.randomUUID().toString().substring(0, 4);
    return new Grace("Grace " + some, "grace-%s@example.org".formatted(some));
  }

  void join(ConsoleBrowser browser, String link) {
    browser.page().navigate(link);
    browser.sees("as viewer");
    assertThat(browser.page().getByLabel("E-mail").first()).hasValue(email);
    browser.fill("Your name", name);
    browser.fill("Password", PASSWORD);
    browser.screenshot("journey-join");
    browser.press("Create account and join");
    signIn(browser);
    assertThat(browser.named(AriaRole.HEADING, "Home")).isVisible();
  }

  void signIn(ConsoleBrowser browser) {
    assertThat(browser.named(AriaRole.BUTTON, "Sign in")).isVisible();
    browser.fill("E-mail", email);
    browser.fill("Password", PASSWORD);
    browser.press("Sign in");
  }
}
