package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sample with an init container that prepares a file and a sidecar that serves it. */
@Order(2)
class SeveralContainersTest {
  private static final Platform PLATFORM = Platform.running();

  /** Ready when it finds the file of the init container, and the app, at its own localhost. */
  private static final String SPEC =
      """
      {"mounts": [{"kind": "TEMPORARY", "path": "/shared", "sizeBytes": 16777216}],
       "initContainers": [
         {"name": "prepare", "command": ["python3", "-c",
           "open('/shared/file', 'w').write('prepared'); print('all prepared')"]}],
       "sidecars": [
         {"name": "files", "command": ["python3", "-m", "http.server", "9090", "--directory", "/shared"],
          "startup": {"kind": "HTTP", "path": "/file", "port": 9090, "command": [], "initialDelaySeconds": 0,
                      "periodSeconds": 1, "timeoutSeconds": 2, "successThreshold": 1, "failureThreshold": 60},
          "readiness": {"kind": "EXEC",
                        "command": ["python3", "-c",
                          "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz')"],
                        "initialDelaySeconds": 0, "periodSeconds": 1, "timeoutSeconds": 5, "successThreshold": 1,
                        "failureThreshold": 3}}]}
      """;

  private static final String NONE = "{\"mounts\": [], \"initContainers\": [], \"sidecars\": []}";

  private static App app;
  private static JsonNode deployment;

  @BeforeAll
  static void deploy() {
    app = App.sample(PLATFORM);
    deployment = change(SPEC);
  }

  @AfterAll
  static void alone() {
    assertThat(change(NONE).path("state").asString()).isEqualTo("COMPLETE");
  }

  private static JsonNode change(String parts) {
    var spec = (ObjectNode) app.view().path("spec").deepCopy();
    JsonMapper.shared()
        .readTree(parts)
        .properties()
        .forEach(part -> spec.set(part.getKey(), part.getValue()));
    var _ = PLATFORM.patch("/apps/" + app.id(), "{\"spec\": %s}".formatted(spec));
    return app.ended(app.start("{\"restart\": false, \"config\": true}"));
  }

  @Test
  void theRolloutCompletes() {
    assertThat(deployment.path("state").asString())
        .as(deployment.path("problem").asString())
        .isEqualTo("COMPLETE");
    assertThat(app.ask("/").status()).isEqualTo(200);
  }

  @Test
  void eachPodSaysHowItsContainersAre() {
    assertThat(app.pods().valueStream().filter(pod -> !pod.path("leaving").asBoolean()))
        .isNotEmpty()
        .allSatisfy(pod ->
            assertThat(
                    pod.path("containers")
                        .valueStream()
                        .map(one ->
                            one.path("name").asString() + " " + one.path("phase").asString()))
                .containsExactly("prepare SUCCEEDED", "files RUNNING", "app RUNNING"));
  }

  @Test
  void theLogOfOneContainerIsReadByItsName() {
    assertThat(PLATFORM.get("/apps/" + app.id() + "/logs?container=prepare").valueStream())
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.path("container").asString()).isEqualTo("prepare");
          assertThat(line.path("text").asString()).isEqualTo("all prepared");
        });
  }
}
