package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry of one's own: wrong credentials said so, right ones checked, its images looked at. */
@Order(6)
class RegistryJourneyTest {
  private static final Platform PLATFORM = Platform.running();
  private static final String NAME = "Our own";

  @TempDir private Path folder;

  @Test
  void fromTheWrongPasswordToTheTagsOfARepository() {
    try (OwnRegistry registry = OwnRegistry.start(folder.resolve("registry"));
        ConsoleBrowser browser = ConsoleBrowser.open()) {
      registry.push("team/web", "1.0");
      registry.push("team/web", "1.1");
      registry.push("team/worker", "latest");
      try {
        journey(registry, browser);
      } catch (AssertionError | PlaywrightException e) {
        browser.keepPicture();
        throw e;
      }
    }
  }

  private static void journey(OwnRegistry registry, ConsoleBrowser browser) {
    Ada.arrives(browser, PLATFORM);
    browser.page().navigate(PLATFORM.console() + "/registries");
    add(registry, browser, "not the password");
    assertThat(browser.badge("Does not work")).isVisible();
    browser.screenshot("journey-registry-wrong");
    browser.press("Remove " + NAME);
    browser.press("Remove");
    assertThat(browser.badge("Does not work")).isHidden();

    add(registry, browser, OwnRegistry.PASSWORD);
    assertThat(browser.badge("Works")).isVisible();
    browser.press("Browse images of " + NAME);
    browser.press("Show tags of team/web");
    Locator newer = browser.row("1.1");
    assertThat(newer).containsText("sha256:");
    assertThat(newer).containsText("1.0 MiB");
    browser.press("Show tags of team/worker");
    assertThat(browser.row("latest")).isVisible();
    browser.screenshot("registry");
    browser.dark();
    browser.screenshot("dark-registry");
    browser.light();

    browser.press("Remove " + NAME);
    browser.press("Remove");
    assertThat(browser.named(AriaRole.BUTTON, "Browse images of " + NAME)).isHidden();
  }

  private static void add(OwnRegistry registry, ConsoleBrowser browser, String password) {
    browser.press("Add registry");
    browser.choose("Kind", "Another registry");
    browser.fill("Name", NAME);
    browser.fill("Host", registry.host());
    browser.fill("User name", OwnRegistry.USER);
    browser.fill("Password or token", password);
    browser.press("Add and check");
  }
}
