package dev.slipway.agent.ingress;

import static dev.slipway.agent.ingress.Routes.route;
import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.protocol.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real HAProxy on a test host, servers behind it and load before it. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
class HaproxyIngressLabTest {
  private static final int PORT = 8088;

  @TempDir Path folder;
  private final Exec exec = new LocalExec();
  private final List<Thread> running = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final CountDownLatch slow = new CountDownLatch(1);
  private HaproxyIngress ingress;
  private Thread haproxy;

  @BeforeEach
  void start() throws Exception {
    ingress = new HaproxyIngress(exec, folder, PORT);
    for (int port : List.of(9001, 9002, 9003)) {
      servers.add(server(port));
    }
    haproxy = startProxy();
    await(() -> ask("nobody.test").equals("404"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    servers.forEach(server -> server.stop(0));
    running.forEach(Thread::interrupt);
    for (Thread thread : running) {
      thread.join();
    }
  }

  private Thread startProxy() {
    return run(
        "haproxy",
        "-W",
        "-S",
        folder.resolve("master.sock").toString(),
        "-f",
        folder.resolve("haproxy.cfg").toString());
  }

  @Test
  void leadsEachHostToItsPodsAndUnknownOnesNowhere() throws Exception {
    ingress.apply(
        List.of(
            route("r1", "a.test", "127.0.0.1:9001"),
            route("r2", "b.test", "127.0.0.1:9002"),
            route("r3", "empty.test")));
    assertThat(ask("a.test")).isEqualTo("9001");
    assertThat(ask("A.Test.:80")).isEqualTo("9001");
    assertThat(ask("b.test")).isEqualTo("9002");
    assertThat(ask("empty.test")).isEqualTo("503");
    assertThat(ask("c.test")).isEqualTo("404");
  }

  @Test
  void dropsNoRequestWhilePodsAndRoutesChange() throws Exception {
    Route fixed = route("r1", "a.test", "127.0.0.1:9001");
    ingress.apply(List.of(fixed));
    var load = new Load(PORT, "a.test");
    for (int round = 0; round < 6; round++) {
      ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9001", "127.0.0.1:9002")));
      ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9002")));
      ingress.look();
      // A new route means that the configuration is read again.
      ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9002"), route("n" + round, "n.test")));
      ingress.apply(List.of(fixed));
      ingress.look();
    }
    long soFar = load.answered.get();
    await(() -> load.answered.get() > soFar + 2000);
    load.end();
    assertThat(load.failures).isEmpty();
    await(() -> ingress.idle("127.0.0.1"));
  }

  @Test
  void aConnectionOfBeforeAReloadNeverLeadsWhereNewOnesDoNot() throws Exception {
    Route a = route("r1", "a.test", "127.0.0.1:9001");
    Route moved = route("r1", "a.test", "127.0.0.1:9003");
    Route b = route("r2", "b.test", "127.0.0.1:9002");
    ingress.apply(List.of(a));
    try (var stays = HttpClientOfOne.to(PORT);
        var leaves = HttpClientOfOne.to(PORT);
        var asksForNews = HttpClientOfOne.to(PORT)) {
      assertThat(stays.ask("a.test")).isEqualTo("9001");
      assertThat(leaves.ask("a.test")).isEqualTo("9001");
      assertThat(asksForNews.ask("a.test")).isEqualTo("9001");
      ingress.apply(List.of(a, b));
      assertThat(stays.ask("a.test")).isEqualTo("9001");
      ingress.apply(List.of(moved, b));
      // Hung up on without an answer, a client asks again.
      assertThat(leaves.ask("a.test")).isEmpty();
      assertThat(asksForNews.ask("b.test")).isEmpty();
    }
    assertThat(ask("a.test")).isEqualTo("9003");
    assertThat(ask("b.test")).isEqualTo("9002");
  }

  @Test
  void countsWhatEachPodAnsweredAndANewProcessBeginsAtZero() throws Exception {
    Route a = route("r1", "a.test", "127.0.0.1:9001");
    ingress.apply(List.of(a));
    assertThat(ask("a.test")).isEqualTo("9001");
    assertThat(ask("a.test")).isEqualTo("9001");
    await(() -> counts().stream().anyMatch(count -> count.requests() == 2));
    RequestCount before = counts().getFirst();
    assertThat(before.pod()).isEqualTo("pod-127-0-0-1-9001");
    assertThat(before.route()).isEqualTo("r1");
    // A new route means that the configuration is read again, by a new process.
    ingress.apply(List.of(a, route("r2", "b.test", "127.0.0.1:9002")));
    assertThat(ask("a.test")).isEqualTo("9001");
    await(() ->
        counts().stream()
            .anyMatch(count ->
                !count.process().equals(before.process())
                    && count.pod().equals(before.pod())
                    && count.requests() == 1));
  }

  private List<RequestCount> counts() {
    try {
      return ingress.requests();
    } catch (IOException _) {
      // The master reads its configuration.
      return List.of();
    }
  }

  @Test
  void dropsNoRequestWhenAPodsServerIsGoneBeforeItWasWithdrawn() throws Exception {
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9001", "127.0.0.1:9002")));
    var load = new Load(PORT, "a.test");
    await(() -> load.answered.get() > 500);
    servers.get(1).stop(0);
    long soFar = load.answered.get();
    await(() -> load.answered.get() > soFar + 1000);
    load.end();
    assertThat(load.failures).isEmpty();
  }

  @Test
  void comesBackRightAfterTheProxyWasKilled() throws Exception {
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9001")));
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9002")));
    haproxy.interrupt();
    haproxy.join();
    // While it is away changes go to its files.
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9003"), route("r2", "b.test")));
    ingress.look();
    assertThat(ingress.idle("127.0.0.1")).isTrue();
    haproxy = startProxy();
    await(() -> ask("a.test").equals("9003"));
    ingress.look();
    assertThat(ask("b.test")).isEqualTo("503");
  }

  @Test
  void knowsWhenTheProxyWasStartedAnew() throws Exception {
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9001")));
    assertThat(ingress.startedAnew()).isFalse();
    haproxy.interrupt();
    haproxy.join();
    haproxy = startProxy();
    await(ingress::startedAnew);
    ingress.look();
    assertThat(ingress.startedAnew()).isFalse();
  }

  @Test
  void knowsWhenARequestIsUnderWay() throws Exception {
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9001")));
    var answer = CompletableFuture.supplyAsync(() -> ask("a.test", "/slow"));
    await(() -> !ingress.idle("127.0.0.1"));
    ingress.apply(List.of(route("r1", "a.test", "127.0.0.1:9002"), route("r2", "b.test")));
    assertThat(ask("a.test")).isEqualTo("9002");
    assertThat(ingress.idle("127.0.0.1")).isFalse();
    slow.countDown();
    assertThat(answer.get()).isEqualTo("9001");
    await(() -> ingress.idle("127.0.0.1"));
  }

  /** Answers with its port; below /slow only when told so. */
  private HttpServer server(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            try {
              slow.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          byte[] body = String.valueOf(port).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Thread run(String... command) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                exec.run(Command.of(command).within(Duration.ofHours(1)));
              } catch (InterruptedException _) {
                // The test has no more use for it.
              }
            });
    running.add(thread);
    return thread;
  }

  private String ask(String host) {
    return ask(host, "/");
  }

  /** The body, or the status if it is not 200. */
  private String ask(String host, String path) {
    Outcome outcome =
        outcome(
            Command.of(
                "curl",
                "-s",
                "-f",
                "-w",
                "%{stderr}%{http_code}",
                "-H",
                "Host: " + host,
                "http://127.0.0.1:" + PORT + path));
    return outcome.ok() ? outcome.output() : outcome.error();
  }

  private Outcome outcome(Command command) {
    try {
      return exec.run(command);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
