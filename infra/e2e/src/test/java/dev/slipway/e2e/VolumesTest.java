package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What an app writes down outlives its pods and its revisions, within the size that was asked for.
 */
@Order(3)
class VolumesTest {
  private static final Platform PLATFORM = Platform.running();
  private static final int MEBIBYTE = 1 << 20;

  /** Counts its starts in the volume, and writes as much as it is asked to. */
  private static final String PROGRAM =
      """
      import http.server, os, pathlib, urllib.parse
      starts = pathlib.Path('/data/starts')
      starts.write_text(str(int(starts.read_text()) + 1 if starts.exists() else 1))
      class Answer(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              said = starts.read_text()
              if self.path.startswith('/fill'):
                  try:
                      with open('/data/large', 'wb') as large:
                          for _ in range(int(self.path.split('=')[1])):
                              large.write(bytes(1 << 20))
                      said = 'written'
                  except OSError as e:
                      said = e.strerror
              self.send_response(200)
              self.end_headers()
              self.wfile.write(said.encode())
      http.server.ThreadingHTTPServer(('', 8080), Answer).serve_forever()
      """;

  @TempDir private static Path folder;

  @Test
  void whatIsWrittenStaysUntilTheVolumeIsDeleted() {
    String environment = PLATFORM.environment("stores");
    JsonNode volume =
        PLATFORM.post(
            "/environments/" + environment + "/volumes",
            "{\"name\": \"data\", \"sizeBytes\": %d}".formatted(64 * MEBIBYTE));
    String path = "/volumes/" + volume.path("id").asString();
    App app = App.create(PLATFORM, "stores", request());
    GitRepo repo =
        GitRepo.sample("hello-python", folder.resolve("stores")).write("server.py", PROGRAM);
    repo.commit("Counts its starts");
    String _ = repo.push(app);
    Patience.within(Duration.ofMinutes(2), "it answers")
        .until(() -> app.ask("/").text().equals("1"));

    repo.write("version.txt", "two\n").commit("Another revision");
    String _ = repo.push(app);
    Patience.within(Duration.ofMinutes(2), "the next revision has what the first one wrote")
        .until(() -> app.ask("/").text().equals("2"));

    assertThat(app.ask("/fill=80").text()).isEqualTo("No space left on device");
    assertThat(PLATFORM.call("DELETE", path, null).status()).isEqualTo(409);
    Patience.within(Duration.ofMinutes(3), "its machine has measured it")
        .until(() -> PLATFORM.get(path).path("usage").path("usedBytes").asLong() > 40L * MEBIBYTE);

    PLATFORM.call("DELETE", "/apps/" + app.id(), null);
    Patience.within(Duration.ofMinutes(3), "the app is gone and the volume may go")
        .until(() -> PLATFORM.call("DELETE", path, null).status() == 202);
    Patience.within(Duration.ofMinutes(3), "its machine has removed it")
        .until(() -> PLATFORM.call("GET", path, null).status() == 404);
  }

  private static String request() {
    return """
    {"slug": "counter", "kind": "WEB", "replicas": 1,
     "spec": {"port": 8080, "command": [], "cpuMillis": 200, "memoryBytes": 134217728, "pids": 32,
       "readiness": {"kind": "HTTP", "path": "/", "command": [], "initialDelaySeconds": 0,
         "periodSeconds": 1, "timeoutSeconds": 2, "successThreshold": 1, "failureThreshold": 3},
       "terminationGraceSeconds": 1, "rollout": {"maxSurge": "1", "maxUnavailable": "0", "minReadySeconds": 0, "progressDeadlineSeconds": 90}, "mounts": [{"kind": "VOLUME", "path": "/data", "name": "data"}]}}
    """;
  }
}
