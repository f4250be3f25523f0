package dev.slipway.backend.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.TokenKind;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTest {
  @Test
  void everyTokenIsWellFormedAndNew() {
    var seen = new HashSet<String>();
    for (TokenKind kind : TokenKind.values()) {
      for (int i = 0; i < 300; i++) {
        String token = TokenFormat.next(kind);
        assertThat(token).matches("slp[pti]_[0-9A-Za-z]{36}");
        assertThat(TokenFormat.wellFormed(token)).isTrue();
        assertThat(seen.add(token)).isTrue();
      }
    }
  }

  @Test
  void oneChangedCharacterIsNoticed() {
    String token = TokenFormat.next(TokenKind.PERSONAL);
    for (int i = "slpp_".length(); i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(TokenFormat.wellFormed(token.substring(0, i) + other + token.substring(i + 1)))
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "slpp_", "ghp_000000000000000000000000000000000000", "slpp_ä", "' or 1=1 --"})
  void whatIsNoTokenIsRefusedWithoutADatabase(String text) {
    assertThat(TokenFormat.wellFormed(text)).isFalse();
  }
}
