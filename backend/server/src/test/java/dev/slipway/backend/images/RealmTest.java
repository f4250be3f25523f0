package dev.slipway.backend.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealmTest {
  @ParameterizedTest
  @CsvSource({
    "docker.io, https://auth.docker.io/token",
    "ghcr.io, https://ghcr.io/token",
    "registry.gitlab.com, https://gitlab.com/jwt/auth",
    "harbor.example.com:8443, https://harbor.example.com:8443/service/token",
    "registry.example.co.uk, https://auth.example.co.uk/token",
    "localhost:5000, http://localhost:8080/token",
    "127.0.0.1:5000, http://127.0.0.1:8080/token"
  })
  void passwordsGoToTheRegistrysOwnPeople(String host, String realm) {
    assertThat(Realm.of(host, realm)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.com, https://evil.example.net/token",
    "registry.example.co.uk, https://evil.co.uk/token",
    "tenant.github.io, https://other.github.io/token",
    "127.0.0.1:5000, http://localhost:8080/token",
    "10.0.0.1:5000, http://10.9.0.1/token",
    "registry.example.com, https://user:pass@registry.example.com/token",
    "registry.example.com, //registry.example.com/token",
    "registry.example.com, /token",
    "registry.example.com, ''"
  })
  void andNowhereElse(String host, String realm) {
    assertThat(Realm.of(host, realm))
        .satisfiesAnyOf(
            uri -> assertThat(uri).isEmpty(),
            // Refused when it is asked: not an address with a scheme.
            uri -> assertThat(uri.orElseThrow().getScheme()).isNull());
  }
}
