package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sample with a token for each pod. Pods of a machine do not reach the control plane on the
 * same machine, so the program inside reads its token and the test asks with it.
 */
@Order(3)
class WorkloadTokenTest {
  private static final Platform PLATFORM = Platform.running();
  private static final Duration SOON = Duration.ofMinutes(3);

  private static App app;
  private static JsonNode deployment;

  @BeforeAll
  static void deploy() {
    app = App.sample(PLATFORM);
    deployment = change(true);
  }

  @AfterAll
  static void without() {
    assertThat(change(false).path("state").asString()).isEqualTo("COMPLETE");
  }

  private static JsonNode change(boolean wanted) {
    var spec = (ObjectNode) app.view().path("spec").deepCopy();
    spec.put("workloadToken", wanted);
    var _ = PLATFORM.patch("/apps/" + app.id(), "{\"spec\": %s}".formatted(spec));
    return app.ended(app.start("{\"restart\": false, \"config\": true}"));
  }

  private static List<String> staying() {
    return app.pods()
        .valueStream()
        .filter(pod -> !pod.path("leaving").asBoolean())
        .map(pod -> pod.path("name").asString())
        .toList();
  }

  /** What the program of the pod finds where it is told to look. */
  private static String token(String pod) {
    return in(pod, "import os; print(open(os.environ['SLIPWAY_TOKEN_FILE']).read())");
  }

  /** Of a Python script, run beside the pod's program as its user. */
  private static String in(String pod, String script) {
    var command =
        List.of(
            "docker",
            "-H",
            "unix://" + PLATFORM.state().resolve("engine/docker.sock"),
            "exec",
            pod + "-app",
            "python3",
            "-c",
            script);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("In %s: %s".formatted(pod, output));
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int asks(String path, String token) {
    return PLATFORM.call("GET", path, null, token).status();
  }

  @Test
  void theRolloutCompletesAndEachPodHasATokenOfItsOwn() {
    assertThat(deployment.path("state").asString())
        .as(deployment.path("problem").asString())
        .isEqualTo("COMPLETE");
    assertThat(staying()).isNotEmpty();
    assertThat(staying().stream().map(WorkloadTokenTest::token))
        .doesNotHaveDuplicates()
        .allSatisfy(token -> assertThat(token).matches("slpi_[0-9A-Za-z]{36}"));
  }

  @Test
  void aPodReadsItsOwnAppAndNothingElse() {
    String token = token(staying().getFirst());
    assertThat(asks("/apps/" + app.id(), token)).isEqualTo(200);
    assertThat(asks("/apps/" + app.id() + "/pods", token)).isEqualTo(200);
    assertThat(asks("/organizations/" + PLATFORM.organization() + "/apps", token)).isEqualTo(404);
    assertThat(PLATFORM.call("PATCH", "/apps/" + app.id(), "{\"replicas\": 9}", token).status())
        .isEqualTo(403);
    assertThat(in(staying().getFirst(), "import os; print(os.environ['SLIPWAY_APP_ID'])"))
        .isEqualTo(app.id());
  }

  @Test
  void noTokenOutlivesItsPod() {
    String pod = staying().getFirst();
    String token = token(pod);
    assertThat(asks("/apps/" + app.id(), token)).isEqualTo(200);
    assertThat(
            app.ended(app.start("{\"restart\": true, \"config\": false}")).path("state").asString())
        .isEqualTo("COMPLETE");
    Patience.within(SOON, pod + " is gone")
        .until(() ->
            app.pods().valueStream().noneMatch(one -> one.path("name").asString().equals(pod)));
    assertThat(asks("/apps/" + app.id(), token)).isEqualTo(401);
  }
}
