package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong ends, says what happened, and leaves what runs alone. */
@Order(3)
class BadLuckTest {
  private static final Platform PLATFORM = Platform.running();
  private static final String SERVE = "exec httpd -f -p $PORT -h /www";

  @TempDir private static Path folder;
  private static GitServer forge;
  private static String address;
  private static App app;

  /** A page that runs well, from a repository with a branch for each thing that can go wrong. */
  @BeforeAll
  static void somethingThatRuns() {
    forge = GitServer.start(folder.resolve("forge"));
    address = forge.repository("harbour");
    GitRepo repo = GitRepo.empty(folder.resolve("harbour"));
    repo.write("www/index.html", "calm\n").write("www/healthz", "ok\n");
    branch(repo, "main", dockerfile(SERVE));
    branch(repo, "main;id", dockerfile(SERVE));
    branch(repo, "exits", dockerfile("echo no wind >&2; exit 3"));
    branch(repo, "never-ready", dockerfile("rm -f /tmp/x; exec httpd -f -p $PORT -h /tmp"));
    branch(repo, "deaf", dockerfile("exec sleep 600"));
    branch(repo, "failing-build", "FROM busybox:1\nRUN echo the mast is broken && exit 7\n");
    branch(repo, "no-such-base", "FROM library/driftwood:9\n");
    branch(repo, "nonsense", "FROM busybox:1\nSAIL away\n");
    repo.git("rm", "-q", "Dockerfile");
    branch(repo, "no-dockerfile", null);
    app = App.create(PLATFORM, "luck", request("harbour", address));
    assertThat(app.ended(app.deploy("main")).path("state").asString()).isEqualTo("COMPLETE");
  }

  @AfterAll
  static void stop() {
    forge.close();
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-branch, ref-not-found",
    "no-dockerfile, dockerfile-missing",
    "nonsense, dockerfile-invalid",
    "failing-build, build-failed",
    "no-such-base, base-image-missing",
  })
  void aBuildThatCannotSucceedFails(String branch, String problem) {
    JsonNode deployment = app.ended(app.deploy(branch));
    assertSays(deployment, "FAILED", problem);
    assertThatTheOldRevisionAnswers();
  }

  @ParameterizedTest
  @CsvSource({
    "exits, image-exits",
    "never-ready, never-ready",
    "deaf, port-not-listening",
  })
  void aRevisionThatDoesNotServeIsTakenBack(String branch, String problem) {
    int before = app.runningRevision();
    JsonNode deployment = app.ended(app.deploy(branch));
    assertSays(deployment, "ROLLED_BACK", problem);
    assertThat(app.runningRevision()).isEqualTo(before);
    assertThatTheOldRevisionAnswers();
  }

  @Test
  void aRepositoryThatIsNotThereFails() {
    App lost = App.create(PLATFORM, "luck", request("lost", forge.address("no-such-repository")));
    JsonNode deployment = lost.ended(lost.deploy("main"));
    assertThat(deployment.path("state").asString()).isEqualTo("FAILED");
    assertThat(deployment.path("problemType").asString())
        .isIn("repository-refused", "repository-unreachable");
    assertThat(deployment.path("problem").asString()).isNotBlank();
  }

  @Test
  void aBranchMayBeNamedLikeACommand() {
    JsonNode deployment = app.ended(app.deploy("main;id"));
    assertThat(deployment.path("state").asString()).isEqualTo("COMPLETE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--upload-pack=id", "main..x", "a b", "refs/heads/"})
  void whatIsNoBranchIsRefused(String ref) {
    var answer =
        PLATFORM.call(
            "POST",
            "/apps/" + app.id() + "/deployments",
            "{\"ref\":\"%s\",\"restart\":false}".formatted(ref));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.sentence()).isNotBlank();
  }

  @Test
  void aNameInUseIsRefused() {
    var answer =
        PLATFORM.call(
            "POST",
            "/environments/" + PLATFORM.environment("luck") + "/apps",
            request("harbour", address));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("name-taken");
    assertThat(answer.sentence()).contains("harbour");
  }

  @Test
  void aBadTokenIsRefusedByTheApi() {
    var answer = PLATFORM.call("GET", "/me", null, PLATFORM.token() + "x");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void aBadTokenIsRefusedByGit() {
    App pushed = App.create(PLATFORM, "luck", "{\"slug\":\"pushed\",\"kind\":\"WEB\"}");
    var repo = new GitRepo(folder.resolve("harbour"));
    var ran = repo.push(String.valueOf(pushed.gitAddress()), "slp_wrong", "HEAD:main");
    assertThat(ran.code()).isNotZero();
    assertThat(pushed.deployments()).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    Hook hook = Hook.create(app);
    var answer =
        Platform.send(
            HttpRequest.newBuilder(URI.create(hook.url()))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[26 << 20])));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("payload-too-large");
  }

  private static void assertSays(JsonNode deployment, String state, String problem) {
    assertThat(deployment.path("state").asString()).as(deployment.toString()).isEqualTo(state);
    assertThat(deployment.path("problemType").asString())
        .as(deployment.path("problem").asString())
        .isEqualTo(problem);
    assertThat(deployment.path("problem").asString()).isNotBlank();
    Report.line("%s: %s".formatted(problem, deployment.path("problem").asString()));
  }

  private static void assertThatTheOldRevisionAnswers() {
    assertThat(app.ask("/").status()).isEqualTo(200);
    assertThat(app.ask("/").text()).contains("calm");
  }

  private static void branch(GitRepo repo, String name, @Nullable String dockerfile) {
    repo.branch(name);
    if (dockerfile != null) {
      repo.write("Dockerfile", dockerfile);
    }
    repo.commit(name + " " + UUID.randomUUID());
    repo.git("push", "-q", address, "HEAD:refs/heads/" + name);
  }

  private static String dockerfile(String command) {
    return """
    FROM busybox:1
    COPY www /www
    CMD ["sh", "-c", "%s"]
    """
        .formatted(command);
  }

  private static String request(String slug, String source) {
    return """
    {"slug": "%s", "kind": "WEB", "replicas": 1,
     "source": {"url": "%s", "branch": "main", "folder": ".", "dockerfile": "Dockerfile", "args": {}},
     "spec": {"port": 8080, "command": [], "cpuMillis": 200, "memoryBytes": 67108864, "pids": 32,
       "readiness": {"kind": "HTTP", "path": "/healthz", "command": [], "initialDelaySeconds": 0,
         "periodSeconds": 1, "timeoutSeconds": 1, "successThreshold": 1, "failureThreshold": 3},
       "terminationGraceSeconds": 1,
       "rollout": {"maxSurge": "1", "maxUnavailable": "0", "minReadySeconds": 0, "progressDeadlineSeconds": 30}}}
    """
        .formatted(slug, source);
  }
}
