package dev.slipway.agent.builds;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.git.GitServer;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.BuildReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real engine, a real registry and a real git server, on a test host. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class EngineBuildRunnerTest {
  private static final String REGISTRY = "127.0.0.1:5999";
  private static final String BASE = REGISTRY + "/library/slipway-test:1";

  @TempDir Path root;
  private final Queue<BuildReport> reports = new ConcurrentLinkedQueue<>();
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final ImageEngine images = engine.images();
  private Thread registry;
  private GitServer git;
  private EngineBuildRunner runner;

  @BeforeEach
  void aHostWithEverything() throws Exception {
    registry = serveRegistry();
    git = new GitServer(Files.createDirectories(root.resolve("served")));
    images.importFiles(BASE, Tars.busybox());
    String _ = images.push(BASE, null, _ -> {});
    images.removeImage(BASE);
    images.removeImage("slipway-test:1");
    runner = runner();
  }

  @AfterEach
  void stop() throws InterruptedException {
    git.close();
    registry.interrupt();
    registry.join();
  }

  private EngineBuildRunner runner() {
    String parent = System.getenv().getOrDefault("SLIPWAY_CGROUP_PARENT", "/docker");
    return new EngineBuildRunner(
        engine,
        images,
        new ImageLeases(root, InstantSource.system()),
        new LocalExec(),
        new BuildSettings(root.resolve("builds"), parent, () -> 85),
        InstantSource.system(),
        reports::add);
  }

  @Test
  void buildsACommitAndPushesItsImage() throws Exception {
    repository(
        """
        # syntax=docker/dockerfile:1
        ARG BASE=slipway-test:1
        FROM ${BASE} AS build
        ARG GREETING
        RUN echo "$GREETING" >/www/index.html && echo built
        FROM scratch
        COPY --from=build /www /www
        COPY . /files/
        """,
        Map.of("a.txt", "a", "secret.log", "x", ".dockerignore", "*.log", "l", "-> a.txt"));
    runner.start(order("b1").putArgs("GREETING", "hello").build());
    BuildReport end = end();
    assertThat(end.hasImage()).as(end.getFailure().getMessage() + log()).isTrue();
    assertThat(end.getImage().getDigest()).matches("sha256:[0-9a-f]{64}");
    assertThat(end.getImage().getSizeBytes()).isPositive();
    assertThat(reports).anyMatch(r -> r.getCommit().getSubject().equals("First commit"));
    assertThat(log())
        .contains("Fetching the base image slipway-test:1", "built\n", "DONE", "Pushed sha256:");
    images.pull(REGISTRY + "/o/p/e/a@" + end.getImage().getDigest(), null, _ -> {});

    reports.clear();
    runner.start(order("b2").putArgs("GREETING", "hello").build());
    assertThat(end().hasImage()).isTrue();
    assertThat(log()).contains("CACHED");
    runner.acked(BuildAck.newBuilder().setId("b1").setEnded(true).build());
    assertThat(runner.open()).containsExactly("b2");
    await(() -> !Files.exists(root.resolve("builds/b2/work")));
    assertThat(root.resolve("builds/b1")).doesNotExist();
  }

  @Test
  void saysWhichStepFailed() throws Exception {
    repository("FROM slipway-test:1\nRUN echo before && exit 3\n", Map.of());
    assertEnds("build-failed", "exit code 3");
    assertThat(log()).contains("before\n", "exit code 3: the lines before");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    repository("FROM slipway-none:1\n", Map.of("bad/Dockerfile", "FROM slipway-test:1\nFOO x\n"));
    assertEnds("base-image-missing", "slipway-none:1");
    assertEnds(order("b2").setFolder("bad"), "dockerfile-invalid", "FOO");
    assertEnds(order("b3").setDockerfile("x/Dockerfile"), "dockerfile-missing", "'x/Dockerfile'");
    assertEnds(order("b4").setRef("main;id"), "ref-not-found", "main;id");
    assertEnds(order("b5").setTarget("none"), "dockerfile-invalid", "none");
    var elsewhere = order("b6").setImage("127.0.0.1:1/a:1");
    elsewhere.setFolder("bad").setDockerfile("../Dockerfile");
    assertEnds(elsewhere, "dockerfile-missing", "Dockerfile");
  }

  @Test
  void endsWhatIsCanceledAtOnce() throws Exception {
    repository("FROM slipway-test:1\nRUN echo waiting; sleep 4242\n", Map.of());
    runner.start(order("b1").build());
    await(() -> log().contains(" waiting\n") && sleeps());
    runner.cancel("b1");
    assertThat(end().hasCanceled()).isTrue();
    await(() -> !sleeps());
    runner.cancel("unknown");
    assertThat(reports).anyMatch(r -> r.getId().equals("unknown") && r.hasCanceled());
  }

  @Test
  void endsWhatTakesTooLong() throws Exception {
    repository("FROM slipway-test:1\nRUN sleep 4243\n", Map.of());
    assertEnds(order("b1").setTimeoutSeconds(3), "build-timeout", "took longer");
    await(() -> !sleeps());
  }

  @Test
  void endsWhatNeedsTooMuchMemory() throws Exception {
    repository("FROM slipway-test:1\nRUN a=x; while :; do a=$a$a; done\n", Map.of());
    assertEnds(order("b1").setMemoryBytes(64 << 20), "build-out-of-memory", "64 MiB");
  }

  @Test
  void forgetsWhatAnAgentThatWasKilledLeft() throws Exception {
    repository("FROM slipway-test:1\nRUN sleep 4244\n", Map.of());
    assertEnds(order("b1").setRef("none"), "ref-not-found", "none");
    runner.start(order("b2").build());
    await(() -> log().contains("RUN sleep"));
    EngineBuildRunner next = runner();
    assertThat(next.open()).containsExactly("b1");
    assertThat(root.resolve("builds/b2")).doesNotExist();
    reports.clear();
    next.resend();
    await(() -> ends("b1"));
    assertThat(reports).anyMatch(r -> r.getId().equals("b1") && r.hasFailure());
    runner.cancel("b2");
    await(() -> !sleeps());
  }

  private void repository(String dockerfile, Map<String, String> files) throws Exception {
    var all = new HashMap<>(files);
    all.put("Dockerfile", dockerfile);
    git.repository("repo.git", all);
  }

  private void assertEnds(String type, String words) {
    assertEnds(order("b1"), type, words);
  }

  private void assertEnds(BuildOrder.Builder order, String type, String words) {
    runner.start(order.build());
    await(() -> ends(order.getId()));
    BuildReport end =
        reports.stream().filter(r -> r.getId().equals(order.getId()) && ended(r)).findFirst().get();
    assertThat(end.getFailure().getType())
        .as(end.getFailure().getMessage() + log())
        .isEqualTo(type);
    assertThat(end.getFailure().getMessage()).contains(words);
  }

  private boolean ends(String id) {
    return reports.stream().anyMatch(r -> r.getId().equals(id) && ended(r));
  }

  private BuildReport end() {
    await(() -> reports.stream().anyMatch(EngineBuildRunnerTest::ended));
    return reports.stream().filter(EngineBuildRunnerTest::ended).findFirst().get();
  }

  private static boolean ended(BuildReport report) {
    return report.hasImage() || report.hasFailure() || report.hasCanceled();
  }

  private String log() {
    var text = new StringBuilder();
    reports.forEach(report -> text.append(report.getLog().getText()));
    return text.toString();
  }

  private BuildOrder.Builder order(String id) {
    return BuildOrder.newBuilder()
        .setId(id)
        .setAppId("app")
        .setGitUrl(git.url("repo.git"))
        .setRef("main")
        .setImage(REGISTRY + "/o/p/e/a:" + id)
        .setTimeoutSeconds(120)
        .setMemoryBytes(1L << 30)
        .setCpuMillis(2000)
        .setPids(500)
        .addAllowedGitHosts(git.host());
  }

  /**
   * The first word of the command line is the program's file, which is busybox; other programs of
   * the machine have numbers among their arguments too.
   */
  private static boolean sleeps() {
    return ProcessHandle.allProcesses()
        .anyMatch(p ->
            p.info()
                .commandLine()
                .map(line -> line.contains("busybox") && line.contains(" 424"))
                .orElse(false));
  }

  private Thread serveRegistry() throws IOException {
    Path config = root.resolve("registry.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: error, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "%s", secret: test}
        """
            .formatted(root.resolve("registry"), REGISTRY));
    Command serve = Command.of("docker-registry", "serve", config.toString());
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                new LocalExec().run(serve.within(Duration.ofHours(1)));
              } catch (InterruptedException _) {
                // The test is over.
              }
            });
    await(EngineBuildRunnerTest::registryListens);
    return thread;
  }

  private static boolean registryListens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), 5999)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
