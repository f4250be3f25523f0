package dev.slipway.agent.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
  /** Rows agree with the engine's own pattern matcher. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.md             | README.md            | true
          *.md             | docs/README.md       | false
          **/*.md          | README.md            | true
          **/*.md          | docs/a/README.md     | true
          docs             | docs/a/b.txt         | true
          /docs/           | docs/a/b.txt         | true
          ./docs           | docs/b.txt           | true
          a/../docs        | docs/b.txt           | true
          doc              | docs                 | false
          docs/*           | docs/a/b.txt         | true
          docs/*.txt       | docs/a/b.txt         | false
          docs/**          | docs/a/b.txt         | true
          docs/**          | docs                 | false
          **/node_modules  | x/node_modules/y.js  | true
          **/node_modules  | node_modules/y.js    | true
          **/node_modules  | xnode_modules/y.js   | false
          a/**/b           | a/b                  | true
          a/**/b           | a/x/y/b              | true
          a/**/b           | a/xb                 | false
          **               | a/b                  | true
          *                | a/b                  | true
          ?.txt            | a.txt                | true
          ?.txt            | ab.txt               | false
          [a-c].txt        | b.txt                | true
          [a-c].txt        | d.txt                | false
          [^a-c].txt       | d.txt                | true
          a\\*b            | a*b                  | true
          a\\*b            | axb                  | false
          a.b              | axb                  | false
          (x)+$            | (x)+$                | true
          **foo            | a/b/foo              | true
          #a               | #a                   | false
          """)
  void matchesAsDockerDoes(String pattern, String path, boolean ignored) {
    assertThat(DockerIgnore.parse(pattern.replace("\\\\", "\\")).ignores(path)).isEqualTo(ignored);
  }

  @Test
  void letsTheLastLineThatSpeaksOfAPathDecide() {
    DockerIgnore ignore =
        DockerIgnore.parse(
            """
            # everything but the sources
            *
            !src
            !package*.json
            src/**/*.test.js
              !src/keep.test.js
            """);
    assertThat(ignore.ignores("README.md")).isTrue();
    assertThat(ignore.ignores("src/a/index.js")).isFalse();
    assertThat(ignore.ignores("package-lock.json")).isFalse();
    assertThat(ignore.ignores("src/a/index.test.js")).isTrue();
    assertThat(ignore.ignores("src/keep.test.js")).isFalse();
  }

  @Test
  void takesNoLongerForAPatternMadeToBeSlow() {
    DockerIgnore ignore = DockerIgnore.parse("**/a".repeat(60) + "*".repeat(60) + "x");
    String path = "a/".repeat(300) + "b";
    // One that tries every way to match would take years.
    assertTimeout(Duration.ofMinutes(1), () -> assertThat(ignore.ignores(path)).isFalse());
  }
}
