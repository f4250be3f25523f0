package dev.slipway.backend.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.sources.GithubRules.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class GithubRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        GithubPayload.URL,
        "https://github.com/lighthouse-labs/tide-tables",
        "https://GitHub.com/Lighthouse-Labs/tide-tables.git",
        "git@github.com:lighthouse-labs/tide-tables.git",
        "ssh://git@github.com/lighthouse-labs/tide-tables"
      })
  void deploysAPushToTheBranchHoweverTheRepositoryIsFetched(String url) {
    assertThat(decide(url, "main", _ -> {}))
        .isEqualTo(
            new Decision.Deploy(
                "main",
                new CommitSha(GithubPayload.AFTER),
                "Show the next high water first",
                "Maren Holm",
                "marenholm (GitHub)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/lighthouse-labs/tide-tables2.git",
        "https://github.com/lighthouse-labs/tide",
        "https://github.com/x/lighthouse-labs/tide-tables.git",
        "https://example.org/lighthouse-labs/tide-tables.git",
        "https://github.com/other/tide-tables.git"
      })
  void skipsPushesToOtherRepositories(String url) {
    assertThat(reason(url, "main", _ -> {})).contains("another repository");
  }

  @Test
  void skipsWhatDoesNotDeploy() {
    assertThat(reason(GithubPayload.URL, "release", _ -> {}))
        .contains("deploys the branch release");
    assertThat(reason(GithubPayload.URL, "main", p -> p.put("ref", "refs/tags/main")))
        .contains("Tags");
    assertThat(reason(GithubPayload.URL, "main", p -> p.put("deleted", true))).contains("deleted");
    assertThat(reason(GithubPayload.URL, "main", p -> p.put("after", "0".repeat(39))))
        .contains("deleted");
    assertThat(reason(null, "main", _ -> {})).contains("own repository");
    assertThat(reason(GithubPayload.URL, "main", p -> p.remove("repository")))
        .contains("another repository");
    assertThat(reason(GithubPayload.URL, "main", p -> p.remove("ref")))
        .contains("deploys the branch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fix [skip ci]", "[CI SKIP] fix", "fix\n\n[no ci]"})
  void skipsWhatItsAuthorWantsSkipped(String message) {
    assertThat(
            reason(GithubPayload.URL, "main", p -> GithubPayload.head(p).put("message", message)))
        .contains("message");
  }

  @Test
  void aBranchMayHaveAStrangeName() {
    assertThat(decide(GithubPayload.URL, "main;id", p -> p.put("ref", "refs/heads/main;id")))
        .isInstanceOf(Decision.Deploy.class);
  }

  @Test
  void readsWhatTheForgeRecorded() {
    var push =
        GithubPayload.recorded("push-organization.json")
            .or(() -> GithubPayload.recorded("push.json"));
    assumeTrue(push.isPresent(), "no collection of payloads beside the project");
    GithubPush read = GithubPayload.push(push.get());
    assertThat(read.ref()).startsWith("refs/");
    assertThat(read.after()).hasSize(40);
    assertThat(read.repository()).isNotNull();
  }

  @Test
  void theSignatureIsGithubsOwnExample() {
    byte[] secret = "It's a Secret to Everybody".getBytes(StandardCharsets.UTF_8);
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    String right = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertThat(GithubSignature.matches(List.of(right), secret, body)).isTrue();
    assertThat(GithubSignature.matches(List.of(right, right), secret, body)).isFalse();
    assertThat(GithubSignature.matches(List.of(), secret, body)).isFalse();
    assertThat(GithubSignature.matches(List.of(right), new byte[0], body)).isFalse();
    assertThat(GithubSignature.matches(List.of(right.replace('7', '8')), secret, body)).isFalse();
    assertThat(GithubSignature.matches(List.of("sha1=" + right), secret, body)).isFalse();
  }

  private static String reason(@Nullable String url, String branch, Consumer<ObjectNode> change) {
    return decide(url, branch, change) instanceof Decision.Skip(var reason) ? reason : "deployed";
  }

  private static Decision decide(@Nullable String url, String branch, Consumer<ObjectNode> change) {
    var source = new AppSource(url, branch, ".", "Dockerfile", null, Map.of());
    return GithubRules.decide(source, GithubPayload.push(change));
  }
}
