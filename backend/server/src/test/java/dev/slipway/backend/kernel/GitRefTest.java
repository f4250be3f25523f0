package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRefTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "main;id",
        "feature/ümlaut",
        "release-1.2",
        "a/b/c",
        "`id`",
        "&&",
        "it's",
        "a@b",
        "v1",
        "0123456789012345678901234567890123456789",
        "|",
        ">out"
      })
  void keepsWhatGitAllowsAsItIs(String name) {
    assertThat(new GitRef(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        "--upload-pack=x",
        "a..b",
        "a.lock",
        "a.lock/b",
        "a@{1}",
        "HEAD~1",
        "HEAD",
        "a:b",
        "/a",
        "a/",
        "a//b",
        ".a",
        "a/.b",
        "a.",
        "@",
        "a b",
        "a^",
        "a?",
        "a*",
        "a[",
        "a\\b",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "main\u202egnp",
        "a\u200bb",
        "a\u2028b",
        "\ud800"
      })
  void refusesTheRest(String name) {
    assertThatThrownBy(() -> new GitRef(name))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("validation-failed"));
  }

  @Test
  void measuresLengthInBytes() {
    assertThatCode(() -> new GitRef("x".repeat(255))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new GitRef("x".repeat(256))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> new GitRef("ü".repeat(128))).isInstanceOf(Problem.class);
  }

  @Test
  void acceptsNothingThatGitRefuses() throws Exception {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 60; i++) {
      String name = draw(random);
      if (accepted(name)) {
        assertThat(gitAccepts(name)).as("%s, seed %d", name, seed).isTrue();
      }
    }
  }

  private static String draw(SplittableRandom random) {
    String letters = "ab./@{}~^:?*[ -;lock$";
    var name = new StringBuilder();
    int length = random.nextInt(1, 9);
    for (int i = 0; i < length; i++) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    return name.toString();
  }

  private static boolean accepted(String name) {
    try {
      var _ = new GitRef(name);
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private static boolean gitAccepts(String name) throws IOException, InterruptedException {
    return new ProcessBuilder("git", "check-ref-format", "refs/heads/" + name).start().waitFor()
        == 0;
  }
}
