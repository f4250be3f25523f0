package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The distribution's browser, and how a person names things in it: by role and words. */
final class ConsoleBrowser implements AutoCloseable {
  static final int WIDTH = 1280;
  static final int HEIGHT = 800;
  private static final double PATIENCE_MILLIS = 120_000;
  private static final @Nullable String SCREENSHOTS = System.getProperty("screenshots");

  private final Playwright playwright;
  private final Page page;

  private ConsoleBrowser(Playwright playwright, Page page) {
    this.playwright = playwright;
    this.page = page;
  }

  static ConsoleBrowser open() {
    var options = new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    var playwright = Playwright.create(options);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
    page.setDefaultTimeout(PATIENCE_MILLIS);
    return new ConsoleBrowser(playwright, page);
  }

  Page page() {
    return page;
  }

  void fill(String label, String text) {
    page.getByLabel(label).first().fill(text);
    page.keyboard().press("Tab");
  }

  void press(String button) {
    named(AriaRole.BUTTON, button).click();
  }

  void follow(String link) {
    named(AriaRole.LINK, link).first().click();
  }

  Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Out of the list that opens below a field. */
  void choose(String field, String option) {
    chosen(field).click();
    named(AriaRole.OPTION, option).click();
  }

  /** A field to choose from: a button whose name ends with what is chosen now. */
  Locator chosen(String field) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + field)))
        .first();
  }

  /** The first row of a table with these words. */
  Locator row(String words) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(words))
        .first();
  }

  /** With the row of the headings. */
  Locator rowsWithout(String words) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasNotText(words));
  }

  Locator badge(String word) {
    var exactly = Pattern.compile("^" + word + "$");
    return page.locator(".badge", new Page.LocatorOptions().setHasText(exactly)).first();
  }

  void sees(String text) {
    assertThat(page.getByText(text).first()).isVisible();
  }

  /** For the README, when asked for with {@code -Dscreenshots=folder}. */
  void screenshot(String name) {
    if (SCREENSHOTS != null) {
      page.screenshot(
          new ScreenshotOptions()
              .setPath(Path.of(SCREENSHOTS).resolve(name + ".png"))
              // Else colours are caught on their way from light to dark.
              .setAnimations(ScreenshotAnimations.DISABLED));
    }
  }

  void dark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
  }

  void light() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /** What a person would see, for whoever has to find out why a test failed. */
  void keepPicture() {
    keepPicture("last-seen");
  }

  void keepPicture(String name) {
    page.screenshot(new ScreenshotOptions().setPath(Path.of("target", name + ".png")));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
