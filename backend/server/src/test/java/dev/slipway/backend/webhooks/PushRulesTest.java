package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Github;
import dev.slipway.backend.forges.Headers;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.webhooks.PushRules.Decision;
import dev.slipway.backend.webhooks.Webhook.Learned;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PushRulesTest {
  @Test
  void deploysThePushedCommitOfTheAppsBranch() {
    assertThat(decide("main", Filters.NONE, PushRulesTest::unchanged))
        .isInstanceOfSatisfying(
            Decision.Deploy.class,
            deploy -> {
              assertThat(deploy.name()).isEqualTo("main");
              assertThat(deploy.commit()).isEqualTo(new CommitSha(Payloads.AFTER));
              assertThat(deploy.subject()).isEqualTo("Show the next high water first");
            });
  }

  @Test
  void skipsOtherBranches() {
    assertThat(reason("release", Filters.NONE, PushRulesTest::unchanged))
        .contains("deploys the branch release");
  }

  @Test
  void skipsWhatWasDeleted() {
    assertThat(reason("main", Filters.NONE, p -> p.put("deleted", true))).contains("deleted");
    assertThat(reason("main", Filters.NONE, p -> p.put("after", "0".repeat(40))))
        .contains("deleted");
  }

  @Test
  void aPatternOfBranchesTakesTheirPlace() {
    Filters filters = new Filters(List.of("release/*"), List.of(), List.of());
    assertThat(decide("main", filters, p -> p.put("ref", "refs/heads/release/7")))
        .isInstanceOfSatisfying(
            Decision.Deploy.class, deploy -> assertThat(deploy.name()).isEqualTo("release/7"));
    assertThat(reason("main", filters, PushRulesTest::unchanged)).contains("No pattern");
  }

  @Test
  void tagsDeployWhereAPatternMatches() {
    Filters filters = new Filters(List.of(), List.of("v*"), List.of("nothing/**"));
    Consumer<ObjectNode> tag = p -> p.put("ref", "refs/tags/v1.0");
    assertThat(decide("main", filters, tag))
        .isInstanceOfSatisfying(
            Decision.Deploy.class, deploy -> assertThat(deploy.name()).isEqualTo("v1.0"));
    assertThat(reason("main", filters, p -> p.put("ref", "refs/tags/test"))).contains("No pattern");
    assertThat(reason("main", Filters.NONE, tag)).contains("Tags do not deploy");
  }

  @ParameterizedTest
  @CsvSource({"src/**, true", "docs/**, false", "README.md, true", "!src/**, true"})
  void aPushDeploysWhenAFileInThePathsChanged(String path, boolean deploys) {
    Filters filters = new Filters(List.of(), List.of(), List.of(path));
    assertThat(decide("main", filters, PushRulesTest::unchanged) instanceof Decision.Deploy)
        .isEqualTo(deploys);
  }

  @Test
  void filesThatAreTakenOutDoNotDeploy() {
    Filters filters = new Filters(List.of(), List.of(), List.of("**", "!**/*.js", "!README.md"));
    assertThat(reason("main", filters, PushRulesTest::unchanged)).contains("paths");
  }

  @Test
  void aForcedPushDeploysWhateverItsPaths() {
    Filters filters = new Filters(List.of(), List.of(), List.of("docs/**"));
    assertThat(decide("main", filters, p -> p.put("forced", true)))
        .isInstanceOf(Decision.Deploy.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Fix [skip ci]", "[CI SKIP] fix", "fix\n\n[no ci]", "Words [skip slipway] only"})
  void skipsWhatItsAuthorWantsSkipped(String message) {
    assertThat(reason("main", Filters.NONE, p -> Payloads.head(p).put("message", message)))
        .contains("message");
  }

  @Test
  void aBranchMayHaveAStrangeNameButNotAnIllegalOne() {
    assertThat(decide("main;id", Filters.NONE, p -> p.put("ref", "refs/heads/main;id")))
        .isInstanceOf(Decision.Deploy.class);
    Filters all = new Filters(List.of("**"), List.of(), List.of());
    assertThatThrownBy(() -> decide("main", all, p -> p.put("ref", "refs/heads/--upload-pack=x")))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Payloads.GITHUB_URL,
        "https://github.com/lighthouse-labs/tide-tables",
        "https://GitHub.com/Lighthouse-Labs/tide-tables.git",
        "git@github.com:lighthouse-labs/tide-tables.git",
        "ssh://git@github.com/lighthouse-labs/tide-tables"
      })
  void aRepositoryIsTheSameHoweverItIsFetched(String url) {
    assertThat(SameRepository.is(null, url, repository(PushRulesTest::unchanged))).isTrue();
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
  void partsOfItsNameAreAnotherRepository(String url) {
    assertThat(SameRepository.is(null, url, repository(PushRulesTest::unchanged))).isFalse();
  }

  @Test
  void onceItsIdIsKnownTheNameDoesNotMatter() {
    var known = new Learned("712004511", Payloads.GITHUB_URL, "lighthouse-labs/tide-tables");
    Consumer<ObjectNode> renamed =
        p ->
            Payloads.repository(p).put("clone_url", "https://github.com/lighthouse-labs/tides.git");
    Consumer<ObjectNode> another = p -> Payloads.repository(p).put("id", 5);
    assertThat(SameRepository.is(known, Payloads.GITHUB_URL, repository(renamed))).isTrue();
    assertThat(SameRepository.is(known, Payloads.GITHUB_URL, repository(another))).isFalse();
    assertThat(
            SameRepository.is(
                known, "https://github.com/a/b", repository(PushRulesTest::unchanged)))
        .isFalse();
  }

  private static String reason(String branch, Filters filters, Consumer<ObjectNode> change) {
    return decide(branch, filters, change) instanceof Decision.Skip skip
        ? skip.reason()
        : "deployed";
  }

  private static Decision decide(String branch, Filters filters, Consumer<ObjectNode> change) {
    var source = new AppSource(Payloads.GITHUB_URL, branch, ".", "Dockerfile", null, Map.of());
    return PushRules.decide(source, filters, push(change));
  }

  private static Message.Repository repository(Consumer<ObjectNode> change) {
    return Objects.requireNonNull(push(change).repository());
  }

  private static Push push(Consumer<ObjectNode> change) {
    return (Push)
        new Github()
            .read(
                new Delivered(
                    new Headers().with("X-GitHub-Event", "push"), Payloads.github(change)));
  }

  private static void unchanged(ObjectNode payload) {}
}
