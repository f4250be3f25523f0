package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "main, main",
    "release/*, release/1.2",
    "v*, v1.0",
    "v?.?, v1.2",
    "**, a/b/c",
    "services/web/**, services/web/src/a.js",
    "**/*.md, docs/a/b.md",
    "**/*.md, README.md",
    "a/**/z, a/z",
    "a/**/z, a/b/c/z",
    "*a*b*, xaybz"
  })
  void matches(String pattern, String name) {
    assertThat(Glob.matches(pattern, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "main, maintenance",
    "release/*, release/1/2",
    "*, a/b",
    "services/web/**, services/api/a.js",
    "*.md, docs/a.md",
    "v?, v",
    "a.c, abc",
    "a/**/z, a/b",
    "Main, main"
  })
  void doesNotMatch(String pattern, String name) {
    assertThat(Glob.matches(pattern, name)).isFalse();
  }

  @Test
  void aPatternOfManyStarsTakesNoLonger() {
    String pattern = "*a".repeat(90) + "b";
    assertThat(Glob.matches(pattern, "a".repeat(100_000))).isFalse();
    assertThat(Glob.matches("**/".repeat(60) + "b", "a/".repeat(5_000))).isFalse();
  }
}
