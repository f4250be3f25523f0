package dev.slipway.backend.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import dev.slipway.protocol.ToAgent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Asking a repository: from a request over HTTP to a node and back. */
@ServerTest
class ChecksTest {
  private static final String HOST = "git.example.org";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  private TestTenant tenant;
  private FakeAgent agent;

  @BeforeEach
  void connect() {
    tenant = tenants.create();
    agent = FakeAgent.connect(new TestAgents(application).join());
    assertThat(agent.welcome()).isNotNull();
  }

  @AfterEach
  void disconnect() {
    agent.close();
  }

  @Test
  void aNodeIsGivenTheKeyAndItsAnswerComesBack() {
    String key =
        post("git-credentials", "{\"name\": \"Shop\", \"kind\": \"DEPLOY_KEY\"}")
            .json()
            .path("id")
            .asString();
    CompletableFuture<Answer> answer = check("git@" + HOST + ":acme/shop.git", key);
    HeadRequest asked = head();
    assertThat(asked.getGitUrl()).isEqualTo("ssh://git@git.example.org/acme/shop.git");
    assertThat(asked.getSshKeys(0)).contains("OPENSSH PRIVATE KEY");
    assertThat(asked.getKnownHostsList()).isEmpty();
    assertThat(asked.getRef()).isEqualTo("main");
    reply(
        HeadReply.newBuilder()
            .setId(asked.getId())
            .setCommit("a".repeat(40))
            .addHostKeys(HOST + " " + KEY));
    assertThat(answer.join().json().path("commit").asString()).isEqualTo("a".repeat(40));
    assertThat(answer.join().json().path("reachable").asBoolean()).isTrue();
  }

  @Test
  void aHostIsKnownByTheKeyItShowedFirst() {
    CompletableFuture<Answer> first = check("ssh://git@" + HOST + "/r.git", null);
    reply(
        HeadReply.newBuilder()
            .setId(head().getId())
            .setCommit("a".repeat(40))
            .addHostKeys(HOST + " " + KEY)
            .addHostKeys("github.com " + KEY.replace("AAAAI", "AAAAJ")));
    assertThat(first.join().status()).isEqualTo(200);
    CompletableFuture<Answer> second = check("ssh://git@" + HOST + "/r.git", null);
    HeadRequest asked = head();
    assertThat(asked.getKnownHostsList()).containsExactly(HOST + " " + KEY);
    reply(
        HeadReply.newBuilder()
            .setId(asked.getId())
            .setFailure(
                BuildFailure.newBuilder()
                    .setType("host-key-changed")
                    .setMessage("The host shows another key.")));
    assertThat(second.join().json().path("problemType").asString()).isEqualTo("host-key-changed");

    String hosts = http.get(path("git-hosts"), tenant.token()).body();
    assertThat(hosts)
        .contains(HOST, "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU")
        .contains("codeberg.org", "bitbucket.org", "gitlab.com");
    var own =
        http.get(path("git-hosts"), tenant.token()).json().findParents("id").stream()
            .filter(one -> !one.path("id").isNull())
            .toList();
    assertThat(own).as("a node speaks for no other host").hasSize(1);
    String id = own.getFirst().path("id").asString();
    assertThat(http.send("DELETE", path("git-hosts/" + id), tenant.token(), null).status())
        .isEqualTo(204);
    CompletableFuture<Answer> third = check("ssh://git@" + HOST + "/r.git", null);
    asked = head();
    assertThat(asked.getKnownHostsList()).isEmpty();
    reply(HeadReply.newBuilder().setId(asked.getId()).setCommit("b".repeat(40)));
    third.join();
  }

  @Test
  void whatMustNotBeAskedIsRefusedAtOnce() {
    for (String url : new String[] {"https://127.0.0.1/r", "https://10.0.0.1/r", "ext::sh -c id"}) {
      Answer answer = post("git-checks", "{\"url\": \"" + url + "\"}");
      assertThat(answer.status()).as(url).isEqualTo(422);
    }
  }

  @Test
  void anAppPushedToUsHasNothingToAsk() {
    String path = "/api/v1/apps/" + tenant.app().value() + "/repository/check";
    assertThat(http.send("POST", path, tenant.token(), null).status()).isEqualTo(422);
  }

  private CompletableFuture<Answer> check(String url, @Nullable String credential) {
    String body =
        credential == null
            ? "{\"url\": \"%s\"}".formatted(url)
            : "{\"url\": \"%s\", \"credential\": \"%s\"}".formatted(url, credential);
    return CompletableFuture.supplyAsync(
        () -> post("git-checks", body), Executors.newVirtualThreadPerTaskExecutor());
  }

  private HeadRequest head() {
    ToAgent message = agent.next();
    while (!message.hasHead()) {
      message = agent.next();
    }
    return message.getHead();
  }

  private void reply(HeadReply.Builder reply) {
    agent.send(FromAgent.newBuilder().setHead(reply).build());
  }

  private Answer post(String path, String body) {
    return http.post(path(path), tenant.token(), body);
  }

  private String path(String path) {
    return "/api/v1/organizations/" + tenant.organization().value() + "/" + path;
  }
}
