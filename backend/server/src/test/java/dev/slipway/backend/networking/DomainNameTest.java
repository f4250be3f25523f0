package dev.slipway.backend.networking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
  private static final String LONG_LABEL = "a".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "*.example.com",
        "com",
        "ex\u200bample.com",
        "\u0430pple.com",
        "exa_mple.com",
        "a..b.com",
        ".example.com",
        "example.com.",
        "-a.example.com",
        "a-.example.com",
        "x.com`) || PathPrefix(`/",
        "http://x.com/",
        "x.com:443",
        "u@x.com",
        "x.com/a",
        "x.com\r\nHost: y",
        "127.0.0.1",
        "[::1]",
        "xn--a.com",
        "xn--.com",
        "a\ud800b.com",
        "\u202emoc.elpmaxe",
        "exam\u00adple.com",
        "a b.com"
      })
  void refusesWhatIsNoHostName(String typed) {
    assertThatThrownBy(() -> DomainName.of(typed))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("validation-failed"));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> DomainName.of(LONG_LABEL + ".com")).isInstanceOf(Problem.class);
    String tooLong = "abcdefghi.".repeat(25) + "com1";
    assertThat(tooLong).hasSize(254);
    assertThatThrownBy(() -> DomainName.of(tooLong)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com",
    "Shop.Example.COM, shop.example.com",
    "1.example.com, 1.example.com",
    "bücher.example, xn--bcher-kva.example",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "пример.example, xn--e1afmkfd.example"
  })
  void keepsTheFormThatStandsInRequests(String typed, String kept) {
    assertThat(DomainName.of(typed).value()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "console.apps.localhost, domain-reserved",
    "apps.localhost.apps.localhost, ok",
    "slipway.example.net, domain-reserved",
    "hello.shop.apps.localhost, ok",
    "apps.localhost, domain-reserved",
    "foo.local, validation-failed",
    "foo.localhost, validation-failed",
    "evilapps.localhost, validation-failed",
    "a.b.internal, validation-failed",
    "shop.example.com, domain-unverified"
  })
  void appsGetHostsUnderTheBaseDomainOnly(String host, String outcome) {
    assertThat(outcome(new DomainName(host))).isEqualTo(outcome);
  }

  @Test
  void defaultHostsNameTheEnvironmentUnlessItIsProduction() {
    var production = new HostRules.Place("acme", "shop", "production", "web");
    var staging = new HostRules.Place("acme", "shop", "staging", "web");
    assertThat(rules().defaults(production, "abc123").stream().map(DomainName::value))
        .containsExactly(
            "web.shop.apps.localhost",
            "web-acme.shop.apps.localhost",
            "web-abc123.shop.apps.localhost");
    assertThat(rules().defaults(staging, "abc123").getFirst().value())
        .isEqualTo("web.staging.shop.apps.localhost");
  }

  @Test
  void longNamesStillHaveADefaultHost() {
    String name = "a".repeat(40);
    var place = new HostRules.Place(name, name, name, name);
    assertThat(rules().defaults(place, "abc123")).hasSize(2);
  }

  private static String outcome(DomainName host) {
    try {
      rules().check(host);
      return "ok";
    } catch (Problem problem) {
      return problem.type();
    }
  }

  private static HostRules rules() {
    return new HostRules(
        new PlatformProperties(
            Path.of("state"),
            URI.create("http://slipway.example.net:8080"),
            List.of(),
            8443,
            "slipway.example.net:5000",
            "apps.localhost",
            80,
            "10.80.0.0/12",
            "10.96.0.0/16",
            List.of(),
            false));
  }
}
