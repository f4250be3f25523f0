package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person's first quarter of an hour: from the one-time code to going back to the older version.
 */
@Order(4)
class ConsoleJourneyTest {
  private static final Platform PLATFORM = Platform.running();

  @TempDir private Path folder;

  @Test
  void fromTheSetUpCodeToARollBack() {
    try (GitServer forge = GitServer.start(folder.resolve("forge"));
        ConsoleBrowser browser = ConsoleBrowser.open()) {
      try {
        journey(forge, browser);
      } catch (AssertionError | PlaywrightException e) {
        browser.keepPicture();
        throw e;
      }
    }
  }

  private void journey(GitServer forge, ConsoleBrowser browser) {
    String address = forge.repository("tides");
    GitRepo repo = GitRepo.sample("hello-python", folder.resolve("tides"));
    repo.git("push", "-q", address, "HEAD:main");

    Ada.setUp(browser, PLATFORM);
    Ada.signIn(browser);
    browser.screenshot("home");
    newProject(browser);
    newApp(browser, address);
    watchTheBuild(browser, "build");
    openTheApp(browser, "Hello from Slipway");
    findALogLine(browser);

    repo.write("version.txt", "The tide is out\n").commit("The tide is out");
    repo.git("push", "-q", address, "HEAD:main");
    deployAgain(browser);
    openTheApp(browser, "The tide is out");
    rollBack(browser);
    openTheApp(browser, "Hello from Slipway");
    // Ages go on in the browser, by a script of the console's own.
    var _ = browser.page().waitForFunction("window.slipwayAges");
    inTheDark(browser);
  }

  private static void newProject(ConsoleBrowser browser) {
    browser.follow("Projects");
    browser.press("New project");
    browser.fill("Name", "harbour");
    browser.press("Create project");
    assertThat(browser.named(AriaRole.HEADING, "harbour")).isVisible();
  }

  private static void newApp(ConsoleBrowser browser, String address) {
    browser.follow("New app");
    browser.named(AriaRole.RADIO, "A repository elsewhere").check();
    browser.fill("Repository address", address);
    browser.screenshot("new-app");
    browser.press("Continue");
    browser.fill("Name", "tides");
    browser.fill("Readiness path", "/healthz");
    browser.press("Continue");
    browser.sees("It is built and deployed at once.");
    browser.press("Create app");
  }

  private static void watchTheBuild(ConsoleBrowser browser, String picture) {
    assertThat(browser.named(AriaRole.LOG, "Build log")).containsText("COPY version.txt");
    assertThat(browser.badge("Complete")).isVisible();
    browser.screenshot(picture);
  }

  /** In a tab of its own, as the link does it. */
  private static void openTheApp(ConsoleBrowser browser, String words) {
    Locator link = browser.page().getByRole(AriaRole.LINK, linkTo("tides.harbour"));
    Page app = browser.page().waitForPopup(() -> link.first().click());
    assertThat(app.locator("body")).containsText(words);
    app.close();
  }

  private static void findALogLine(ConsoleBrowser browser) {
    browser.follow("Logs");
    browser.fill("Find in the log", "listening");
    assertThat(browser.named(AriaRole.LOG, "Log").locator(".hit").first())
        .containsText("listening on port");
    browser.screenshot("logs");
  }

  private static void deployAgain(ConsoleBrowser browser) {
    browser.named(AriaRole.MENUITEM, "Deploy").click();
    browser.sees("Deployment #2");
    assertThat(browser.badge("Complete")).isVisible();
  }

  private static void rollBack(ConsoleBrowser browser) {
    browser.follow("Deployments");
    browser.press("Roll back to revision 1");
    browser.screenshot("roll-back");
    browser.named(AriaRole.DIALOG, "Roll back to revision 1?").isVisible();
    browser.press("Roll back");
    browser.sees("Deployment #3");
    assertThat(browser.badge("Complete")).isVisible();
  }

  private static void inTheDark(ConsoleBrowser browser) {
    browser.follow("Overview");
    browser.sees("Who reaches it");
    browser.screenshot("app");
    browser.dark();
    browser.screenshot("app-dark");
  }

  private static Page.GetByRoleOptions linkTo(String host) {
    return new Page.GetByRoleOptions().setName(Pattern.compile("^" + host.replace(".", "\\.")));
  }
}
