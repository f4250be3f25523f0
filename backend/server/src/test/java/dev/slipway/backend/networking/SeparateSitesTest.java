package dev.slipway.backend.networking;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparateSitesTest {
  @ParameterizedTest
  @CsvSource({
    "slipway.example.org, apps.example.org",
    "Slipway.Example.org, example.org",
    "example.co.uk, apps.example.co.uk"
  })
  void appsBesideTheConsoleAreRefusedUnlessTheOperatorWantsThem(String console, String apps) {
    assertThatThrownBy(() -> SeparateSites.require(console, apps, false))
        .hasMessageContaining("SLIPWAY_APPS_DOMAIN");
    assertThatCode(() -> SeparateSites.require(console, apps, true)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "slipway.example.org, example-apps.net",
    "one.co.uk, two.co.uk",
    "localhost, apps.localhost",
    "127.0.0.1, apps.localhost",
    ", apps.example.org"
  })
  void domainsOfTheirOwnAreWelcome(String console, String apps) {
    assertThatCode(() -> SeparateSites.require(console, apps, false)).doesNotThrowAnyException();
  }
}
