package dev.slipway.e2e;

import org.junit.jupiter.api.Test;

class SelfTest {
  @Test
  void browser() {
    try (ConsoleBrowser browser = ConsoleBrowser.open()) {
      browser.page().navigate("data:text/html,<h1>hi</h1>");
      System.out.println(browser.page().content());
    }
  }
}
