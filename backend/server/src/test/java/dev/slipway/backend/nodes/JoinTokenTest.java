package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {
  private final Identity authority =
      Certificates.authority(Certificates.newKeys(), Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void aTokenReadsBackAsItself() {
    JoinToken token = JoinToken.create(authority.certificate());
    assertThat(JoinToken.parse(token.text() + "\n")).contains(token);
    assertThat(token.text()).matches("slp1_[0-9a-z]{50}_[0-9a-z]{25}");
    assertThat(token.digest()).isEqualTo(JoinToken.digest(authority.certificate()));
  }

  @Test
  void neverSaysItsSecretByAccident() {
    JoinToken token = JoinToken.create(authority.certificate());
    assertThat(token.toString()).doesNotContain(token.secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "slp1_", "slp1_a_b", "slpp_0123456789", "slp1_ä_ö"})
  void anythingElseIsNone(String text) {
    assertThat(JoinToken.parse(text)).isEmpty();
  }
}
