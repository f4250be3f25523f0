package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {
  /** Address of the running platform: {@code -De2e=http://127.0.0.1:8080}. */
  private static final String BASE = System.getProperty("e2e", "http://127.0.0.1:8080");

  @Test
  void theConsoleShowsItself() {
    var options = new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    try (var playwright = Playwright.create(options);
        Browser browser = playwright.chromium().launch(headlessChromium())) {
      var page = browser.newPage();
      page.navigate(BASE);
      assertThat(page.locator("h1")).containsText("Slipway");
    }
  }

  private static LaunchOptions headlessChromium() {
    return new LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
  }
}
