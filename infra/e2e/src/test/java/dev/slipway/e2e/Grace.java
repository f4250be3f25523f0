package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** Somebody who gets a link, and had no account before. */
final class Grace {
  static final String EMAIL = "grace@example.org";
  private static final String PASSWORD = "a lighthouse on the old pier";

  private Grace() {}

  static void join(ConsoleBrowser browser, String link) {
    browser.page().navigate(link);
    browser.sees("as viewer");
    assertThat(browser.page().getByLabel("E-mail").first()).hasValue(EMAIL);
    browser.fill("Your name", "Grace");
    browser.fill("Password", PASSWORD);
    browser.screenshot("join");
    browser.press("Create account and join");

    assertThat(browser.named(AriaRole.BUTTON, "Sign in")).isVisible();
    // Who came by another name of this host would be somebody else to the browser.
    browser.page().navigate(URI.create(link).resolve("/login").toString());
    browser.fill("E-mail", EMAIL);
    browser.fill("Password", PASSWORD);
    browser.press("Sign in");
    assertThat(browser.named(AriaRole.HEADING, "Home")).isVisible();
  }
}
