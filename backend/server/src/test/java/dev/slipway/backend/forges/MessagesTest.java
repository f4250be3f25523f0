package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.sources.Provider;
import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.forges.Message.Push;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

  @ParameterizedTest
  @CsvSource({
    "GITHUB, github-push, X-GitHub-Event, push, marenholm, 712004511",
    "GITLAB, gitlab-push, X-Gitlab-Event, Push Hook, marenholm, 41822",
    "GITEA, gitea-push, X-Gitea-Event, push, marenholm, 88",
    "BITBUCKET, bitbucket-push, X-Event-Key, repo:push, marenholm,"
        + " {b5a4c3d2-e1f0-49a8-b7c6-d5e4f3a2b1c0}"
  })
  void aPushIsTheSameWhicheverForgeTells(
      Provider provider, String file, String header, String event, String by, String repository) {
    var push = (Push) read(provider, header, event, Payloads.bytes(file));
    Change change = push.changes().getFirst();
    assertThat(change.ref()).isEqualTo("refs/heads/main");
    assertThat(change.before()).isEqualTo(Payloads.BEFORE);
    assertThat(change.after()).isEqualTo(Payloads.AFTER);
    assertThat(change.message()).startsWith("Show the next high water first");
    assertThat(change.author()).isEqualTo("Maren Holm");
    assertThat(change.deleted()).isFalse();
    assertThat(push.by()).isEqualTo(by);
    assertThat(requireNonNull(push.repository()).id()).isEqualTo(repository);
    assertThat(requireNonNull(push.repository()).name()).isEqualTo("lighthouse-labs/tide-tables");
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, github-pull-request, X-GitHub-Event, pull_request, false, 17",
    "GITHUB, github-pull-request-fork, X-GitHub-Event, pull_request, true, 18",
    "GITLAB, gitlab-merge-request, X-Gitlab-Event, Merge Request Hook, false, 17",
    "GITEA, gitea-pull-request, X-Gitea-Event, pull_request, false, 17",
    "GITEA, gitea-pull-request-fork, X-Gitea-Event, pull_request, true, 17",
    "BITBUCKET, bitbucket-pull-request, X-Event-Key, pullrequest:updated, false, 17",
    "BITBUCKET, bitbucket-pull-request-fork, X-Event-Key, pullrequest:created, true, 17"
  })
  void aPullRequestIsTheSameWhicheverForgeTells(
      Provider provider, String file, String header, String event, boolean fork, int number) {
    var pull = (PullRequest) read(provider, header, event, Payloads.bytes(file));
    assertThat(pull.action()).isEqualTo(PullRequest.Action.CHANGED);
    assertThat(pull.number()).isEqualTo(number);
    assertThat(pull.fork()).isEqualTo(fork);
    assertThat(pull.branch()).isEqualTo("moon-phases");
    assertThat(pull.title()).isEqualTo("Moon phases beside the tides");
    assertThat(pull.url())
        .endsWith(fork ? "swell-rider/tide-tables.git" : "lighthouse-labs/tide-tables.git");
  }

  @Test
  void aMergedPullRequestIsClosed() {
    var pull =
        (PullRequest)
            read(
                Provider.GITHUB,
                "X-GitHub-Event",
                "pull_request",
                Payloads.bytes("github-pull-request-closed"));
    assertThat(pull.action()).isEqualTo(PullRequest.Action.CLOSED);
  }

  @Test
  void newLabelsOnAMergeRequestAreNoNewCommits() {
    byte[] labeled =
        Payloads.bytes(
            "gitlab-merge-request",
            p ->
                ((tools.jackson.databind.node.ObjectNode) p.get("object_attributes"))
                    .remove("oldrev"));
    var pull = (PullRequest) read(Provider.GITLAB, "X-Gitlab-Event", "Merge Request Hook", labeled);
    assertThat(pull.action()).isEqualTo(PullRequest.Action.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, github-push-tag, X-GitHub-Event, push",
    "GITLAB, gitlab-push-tag, X-Gitlab-Event, Tag Push Hook"
  })
  void anAnnotatedTagLeadsToItsCommit(Provider provider, String file, String header, String event) {
    var push = (Push) read(provider, header, event, Payloads.bytes(file));
    assertThat(push.changes().getFirst().ref()).isEqualTo("refs/tags/v2.4.0");
    assertThat(push.changes().getFirst().after()).isEqualTo(Payloads.AFTER);
  }

  @Test
  void filesAreThoseOfAllCommits() {
    var push =
        (Push) read(Provider.GITLAB, "X-Gitlab-Event", "Push Hook", Payloads.bytes("gitlab-push"));
    Message.Files files = push.changes().getFirst().files();
    assertThat(files.complete()).isTrue();
    assertThat(files.paths())
        .isEqualTo(
            Set.of(
                "services/web/harbours.json",
                "services/web/src/harbours.js",
                "services/web/src/tides.js",
                "services/web/src/old.js"));
  }

  @Test
  void filesAreUnknownWhenTheForgeLeftCommitsOut() {
    byte[] many = Payloads.bytes("gitlab-push", p -> p.put("total_commits_count", 21));
    assertThat(files(Provider.GITLAB, "X-Gitlab-Event", "Push Hook", many)).isFalse();
    byte[] more = Payloads.bytes("gitea-push", p -> p.put("total_commits", 9));
    assertThat(files(Provider.GITEA, "X-Gitea-Event", "push", more)).isFalse();
    byte[] forced = Payloads.github(p -> p.put("forced", true));
    assertThat(files(Provider.GITHUB, "X-GitHub-Event", "push", forced)).isFalse();
    byte[] none = Payloads.github(p -> p.putArray("commits"));
    assertThat(files(Provider.GITHUB, "X-GitHub-Event", "push", none)).isFalse();
    assertThat(
            files(Provider.BITBUCKET, "X-Event-Key", "repo:push", Payloads.bytes("bitbucket-push")))
        .isFalse();
  }

  @Test
  void aPingIsAPing() {
    assertThat(read(Provider.GITHUB, "X-GitHub-Event", "ping", Payloads.bytes("github-ping")))
        .isEqualTo(new Message.Ping());
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, X-GitHub-Event, push",
    "GITHUB, X-GitHub-Event, pull_request",
    "GITLAB, X-Gitlab-Event, Push Hook",
    "GITLAB, X-Gitlab-Event, Merge Request Hook",
    "GITEA, X-Gitea-Event, push",
    "BITBUCKET, X-Event-Key, repo:push",
    "BITBUCKET, X-Event-Key, pullrequest:created",
    "DEPLOY, X-Any, deploy"
  })
  void whatIsNotTheEventsBodyIsRefused(Provider provider, String header, String event) {
    for (String body :
        java.util.List.of(
            "", "[1, 2", "[]", "{}", "{\"repository\": null, \"push\": 5}", "\"x\"")) {
      assertThatThrownBy(() -> read(provider, header, event, body.getBytes(UTF_8)))
          .hasMessageMatching("(?s).*(body|commit).*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, github/push-organization.json, X-GitHub-Event, push",
    "GITHUB, github/push.json, X-GitHub-Event, push",
    "GITHUB, github/pull_request-opened.json, X-GitHub-Event, pull_request",
    "GITHUB, github/pull_request-synchronize.json, X-GitHub-Event, pull_request",
    "GITHUB, github/pull_request-closed.json, X-GitHub-Event, pull_request",
    "GITHUB, github/ping.json, X-GitHub-Event, ping",
    "GITLAB, gitlab/push.json, X-Gitlab-Event, Push Hook",
    "GITLAB, gitlab/merge-request.json, X-Gitlab-Event, Merge Request Hook",
    "GITEA, gitea/push.json, X-Gitea-Event, push",
    "GITEA, gitea/pull-request.json, X-Gitea-Event, pull_request",
    "BITBUCKET, bitbucket/repo-push.json, X-Event-Key, repo:push",
    "BITBUCKET, bitbucket/pull-request-created.json, X-Event-Key, pullrequest:created"
  })
  void readsWhatTheForgesSend(Provider provider, String file, String header, String event) {
    var recorded = Payloads.recorded(file);
    assumeTrue(recorded.isPresent(), "no collection of payloads beside the project");
    switch (read(provider, header, event, recorded.get())) {
      case Push push -> {
        assertThat(push.repository()).isNotNull();
        assertThat(requireNonNull(push.repository()).id()).isNotNull();
        assertThat(push.changes()).allMatch(change -> change.ref().startsWith("refs/"));
        assertThat(push.changes()).allMatch(change -> change.deleted() || change.after() != null);
      }
      case PullRequest pull -> {
        assertThat(pull.number()).isPositive();
        assertThat(pull.branch()).isNotEmpty();
        assertThat(pull.repository().id()).isNotNull();
      }
      case Message.Ping _ -> assertThat(event).isEqualTo("ping");
      case Message.Other other -> assertThat(other.reason()).isEmpty();
    }
  }

  private static boolean files(Provider provider, String header, String event, byte[] body) {
    var push = (Push) read(provider, header, event, body);
    return push.changes().getFirst().files().complete();
  }

  private static Message read(Provider provider, String header, String event, byte[] body) {
    return Forge.of(provider).read(new Delivered(new Headers().with(header, event), body));
  }
}
