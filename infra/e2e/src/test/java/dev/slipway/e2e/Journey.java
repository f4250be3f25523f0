package dev.slipway.e2e;

import com.microsoft.playwright.PlaywrightException;

/** A walk through the console in a browser of its own; where it failed there is a picture. */
@FunctionalInterface
interface Journey {
  void through(ConsoleBrowser browser);

  static void walk(Journey journey) {
    try (ConsoleBrowser browser = ConsoleBrowser.open()) {
      try {
        journey.through(browser);
      } catch (AssertionError | PlaywrightException e) {
        browser.keepPicture();
        throw e;
      }
    }
  }
}
