package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A person looks into a pod that runs; nothing stays behind when they have left. */
@Order(6)
class TerminalJourneyTest {
  private static final Platform PLATFORM = Platform.running();
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void aShellInAPodUntilThePageIsLeft() {
    try (ConsoleBrowser browser = ConsoleBrowser.open()) {
      try {
        journey(browser, App.sample(PLATFORM));
      } catch (AssertionError | PlaywrightException e) {
        browser.keepPicture("last-seen-of-the-terminal");
        throw e;
      }
    }
  }

  private static void journey(ConsoleBrowser browser, App app) {
    Ada.setUp(browser, PLATFORM);
    Ada.signIn(browser);
    browser.page().navigate(PLATFORM.console() + "/apps/" + app.id() + "/terminal");
    browser.press("Open terminal");
    Locator screen = browser.named(AriaRole.GROUP, "Terminal");
    type(browser, "echo slipway-$((40+2))");
    assertThat(screen.locator(".xterm-rows")).containsText("slipway-42");
    browser.screenshot("terminal");
    browser.dark();
    browser.screenshot("terminal-dark");
    browser.light();
    type(browser, "exit 3");
    browser.sees("Its exit code is 3.");

    browser.press("Open again");
    assertThat(browser.page().getByText("The terminal is closed")).isHidden();
    // Like no other on this machine.
    String sleep = "sleep " + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
    type(browser, sleep);
    Patience.within(SOON, sleep + " runs").until(() -> runs(sleep));
    browser.follow("Overview");
    browser.sees("Who reaches it");
    Patience.within(SOON, sleep + " is ended").until(() -> !runs(sleep));
    seesItInTheAudit(browser);
  }

  /** Waits for the shell: what is typed before goes nowhere. */
  private static void type(ConsoleBrowser browser, String line) {
    assertThat(browser.page().locator(".xterm-rows")).containsText("$");
    browser.page().locator(".xterm-helper-textarea").focus();
    browser.page().keyboard().type(line);
    browser.page().keyboard().press("Enter");
  }

  private static boolean runs(String program) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.endsWith(program));
  }

  private static void seesItInTheAudit(ConsoleBrowser browser) {
    Patience.within(SOON, "its end is in the books").until(() -> books().contains("\"left\""));
    browser.follow("Audit");
    assertThat(browser.named(AriaRole.HEADING, "Audit")).isVisible();
    browser.fill("Action", "terminals.close");
    browser.press("Search");
    browser.row("terminals.close").getByRole(AriaRole.BUTTON).click();
    assertThat(browser.row("reason")).containsText("left");
  }

  private static String books() {
    return PLATFORM
        .get("/organizations/" + PLATFORM.organization() + "/audit?action=terminals.close")
        .toString();
  }
}
