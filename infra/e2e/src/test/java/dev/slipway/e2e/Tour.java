package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The main pages, as they look by day, by night and on a phone. None of them is wider than the
 * window, and no table is wider than its card.
 */
record Tour(ConsoleBrowser browser, Platform platform, App app) {
  private static final String TOO_WIDE =
      """
      () => [...document.querySelectorAll('html, .page, .card, .table-scroll')]
        .some(part => part.scrollWidth > part.clientWidth + 1)
      """;
  private static final int PHONE = 390;
  private static final int PHONE_HEIGHT = 844;

  void allPages() {
    Map<String, String> pages = pages();
    browser.dark();
    visit(pages, "dark-");
    browser.light();
    browser.page().setViewportSize(PHONE, PHONE_HEIGHT);
    visit(pages, "phone-");
    browser.page().setViewportSize(ConsoleBrowser.WIDTH, ConsoleBrowser.HEIGHT);
  }

  private Map<String, String> pages() {
    String project = "projects/" + app.view().path("project").asString();
    var pages = new LinkedHashMap<String, String>();
    pages.put("home", "");
    pages.put("project", project);
    pages.put("access", project + "/access");
    pages.put("app", "apps/" + app.id());
    pages.put("deployments", "apps/" + app.id() + "/deployments");
    pages.put("app-config", "apps/" + app.id() + "/config");
    pages.put("storage", "apps/" + app.id() + "/storage");
    pages.put("settings", "apps/" + app.id() + "/settings");
    pages.put("events", "events");
    pages.put("nodes", "nodes");
    pages.put("node", "nodes/" + platform.get("/nodes").path(0).path("id").asString());
    pages.put("members", "organization");
    pages.put("tokens", "tokens");
    pages.put("registries", "registries");
    pages.put("usage", "organization/usage");
    pages.put("audit", "audit");
    pages.put("inbox", "deliveries");
    pages.put("profile", "profile");
    return pages;
  }

  private void visit(Map<String, String> pages, String how) {
    pages.forEach((name, path) -> {
      Page page = browser.page();
      page.navigate(platform.console() + "/" + path);
      assertThat(page.locator("h1").first()).isVisible();
      assertThat(tooWide(page)).as("%s is wider than the window", path).isFalse();
      browser.screenshot(how + name);
    });
  }

  private static boolean tooWide(Page page) {
    return Boolean.TRUE.equals(page.evaluate(TOO_WIDE));
  }
}
