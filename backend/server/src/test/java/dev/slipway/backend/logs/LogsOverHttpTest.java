package dev.slipway.backend.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.LogLine;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import dev.slipway.protocol.ToAgent;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ServerTest
class LogsOverHttpTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  private final UUID pod = UUID.randomUUID();
  private TestAgents agents;
  private TestTenant tenant;

  @BeforeEach
  void find() {
    agents = new TestAgents(application);
    tenant = tenants.create();
  }

  @Test
  void theTailOfAllNodesIsMerged() throws Exception {
    try (var one = connect();
        var other = connect()) {
      var answer =
          CompletableFuture.supplyAsync(
              () -> http.get(path("?limit=3&contains=x&pod=" + pod), tenant.token()));
      LogRequest asked = request(one);
      assertThat(asked.getAppId()).isEqualTo(tenant.app().value().toString());
      assertThat(asked.getPodId()).isEqualTo(pod.toString());
      assertThat(asked.getTail()).isEqualTo(3);
      assertThat(asked.getContains()).isEqualTo("x");
      assertThat(asked.getFollow()).isFalse();
      say(one, asked, true, 1, 4);
      say(other, request(other), false, 2);
      say(other, asked, true, 3);
      assertThat(answer.get().status()).isEqualTo(200);
      assertThat(answer.get().json())
          .extracting(line -> line.path("text").asString())
          .containsExactly("line 2", "line 3", "line 4");
    }
  }

  @Test
  void followingSendsWhatComesAndEndsAtTheNodeToo() throws Exception {
    var client = HttpClient.newHttpClient();
    try (var agent = connect()) {
      var request =
          http.request(path("?follow=true&limit=10"))
              .header("Authorization", "Bearer " + tenant.token())
              .header("Accept", "text/event-stream")
              .build();
      var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
      LogRequest asked = request(agent);
      assertThat(asked.getFollow()).isTrue();
      say(agent, asked, false, 1);
      try (InputStream body = answer.get().body()) {
        var reader = new InputStreamReader(body, StandardCharsets.UTF_8);
        readUntil(reader, "line 1");
        say(agent, asked, false, 2);
        readUntil(reader, "line 2");
      }
      // Who has left is noticed with the next lines.
      for (int i = 3; application.getBean(LogReplies.class).size() > 0; i++) {
        say(agent, asked, false, i);
        Thread.sleep(50);
      }
      hearCancel(agent, asked);
    } finally {
      // Does not wait for the end of a stream that has none.
      client.shutdownNow();
    }
  }

  @Test
  void aNodeThatComesBackIsAskedAgainFromWhereItWas() {
    var node = agents.join();
    var lines = new java.util.concurrent.LinkedBlockingQueue<String>();
    try (var first = FakeAgent.connect(node)) {
      first.awaitSet(set -> set.completes() == 1);
      var api = application.getBean(dev.slipway.api.logs.LogsApi.class);
      var subscription =
          tenant.as(() ->
              api.follow(
                  tenant.app().value(),
                  dev.slipway.api.logs.LogQuery.newest(10),
                  batch -> batch.lines().forEach(line -> lines.add(line.text()))));
      say(first, request(first), false, 5);
      assertThat(poll(lines)).isEqualTo("line 5");
      first.disconnect();
      try (var second = FakeAgent.connect(node)) {
        LogRequest again = request(second);
        assertThat(again.getSinceMillis()).isEqualTo(6);
        say(second, again, false, 6);
        assertThat(poll(lines)).isEqualTo("line 6");
        subscription.close();
        subscription.close();
        hearCancel(second, again);
      }
    }
  }

  @Test
  void anotherTenantsAppLooksLikeNone() {
    TestTenant stranger = tenants.create();
    assertThat(http.get(path(""), stranger.token()).status()).isEqualTo(404);
    assertThat(http.get(path("?follow=true"), stranger.token()).status()).isEqualTo(404);
    assertThat(http.get(path(""), null).status()).isEqualTo(401);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThat(http.get(path("?limit=0"), tenant.token()).problem()).isEqualTo("validation-failed");
    assertThat(http.get(path("?limit=5001"), tenant.token()).status()).isEqualTo(422);
    assertThat(http.get(path("?since=yesterday"), tenant.token()).status()).isEqualTo(422);
    assertThat(http.get(path("?pod=web"), tenant.token()).status()).isEqualTo(422);
    assertThat(http.get(path("?contains=" + "x".repeat(201)), tenant.token()).status())
        .isEqualTo(422);
  }

  @Test
  void withoutNodesThereIsNothingToWaitFor() {
    assertThat(http.get(path(""), tenant.token()).body()).isEqualTo("[]");
  }

  private FakeAgent connect() {
    var agent = FakeAgent.connect(agents.join());
    agent.awaitSet(set -> set.completes() == 1);
    return agent;
  }

  private String path(String query) {
    return "/api/v1/apps/%s/logs%s".formatted(tenant.app().value(), query);
  }

  private LogRequest request(FakeAgent agent) {
    String app = tenant.app().value().toString();
    return hear(agent, message -> message.getLogRequest().getAppId().equals(app)).getLogRequest();
  }

  private static void hearCancel(FakeAgent agent, LogRequest asked) {
    ToAgent _ = hear(agent, message -> message.getLogCancel().getId().equals(asked.getId()));
  }

  /** Nodes are told of whoever reads; other tests' readers are passed over. */
  private static ToAgent hear(FakeAgent agent, Predicate<ToAgent> wanted) {
    return Stream.generate(agent::next).filter(wanted).findFirst().orElseThrow();
  }

  private void say(FakeAgent agent, LogRequest asked, boolean end, int... numbers) {
    var lines = LogLines.newBuilder().setRequestId(asked.getId()).setEnd(end);
    for (int number : numbers) {
      lines.addLines(
          LogLine.newBuilder()
              .setPodId(pod.toString())
              .setPodName("slp-web-1-abcdef")
              .setAtMillis(number)
              .setText("line " + number));
    }
    agent.send(FromAgent.newBuilder().setLogs(lines).build());
  }

  private static String poll(java.util.concurrent.BlockingQueue<String> lines) {
    try {
      String line = lines.poll(60, java.util.concurrent.TimeUnit.SECONDS);
      return line == null ? "nothing" : line;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readUntil(InputStreamReader reader, String wanted) throws Exception {
    var seen = new StringBuilder();
    while (seen.indexOf(wanted) < 0) {
      int next = reader.read();
      if (next < 0) {
        throw new AssertionError("Ended with " + seen);
      }
      seen.append((char) next);
    }
  }
}
