package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;

/** The installation's first person: sets it up, and signs in at its console. */
final class Ada {
  static final String EMAIL = "ada@example.org";
  static final String PASSWORD = "a harbour in the north sea";

  private Ada() {}

  /** Unless that has been done. Afterwards the page is the one to sign in. */
  static void setUp(ConsoleBrowser browser, Platform platform) {
    browser.page().navigate(platform.console());
    if (!platform.get("/setup").path("needed").asBoolean()) {
      return;
    }
    browser.fill("Set-up code", TextFiles.read(platform.state().resolve("setup-code")).strip());
    browser.fill("Your name", "Ada");
    browser.fill("E-mail", EMAIL);
    browser.fill("Password", PASSWORD);
    browser.fill("Organization", "Harbour");
    browser.screenshot("set-up");
    browser.press("Create account");
  }

  /** Whether the platform is new or not, she is at her first page then. */
  static void arrives(ConsoleBrowser browser, Platform platform) {
    setUp(browser, platform);
    signIn(browser);
  }

  static void signIn(ConsoleBrowser browser) {
    // The page of the set-up has fields of the same names.
    assertThat(browser.named(AriaRole.BUTTON, "Sign in")).isVisible();
    givesPassword(browser);
    isIn(browser);
  }

  static void givesPassword(ConsoleBrowser browser) {
    browser.fill("E-mail", EMAIL);
    browser.fill("Password", PASSWORD);
    browser.press("Sign in");
  }

  static void signOut(ConsoleBrowser browser) {
    browser.named(AriaRole.MENUITEM, "Account of Ada").click();
    browser.named(AriaRole.MENUITEM, "Sign out").click();
    assertThat(browser.named(AriaRole.BUTTON, "Sign in")).isVisible();
  }

  static void isIn(ConsoleBrowser browser) {
    assertThat(browser.named(AriaRole.HEADING, "Home")).isVisible();
  }
}
