package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running platform, through REST with an owner's token.
 *
 * @param http address of console and API
 * @param appsPort port of the ingress on this machine
 * @param state the installation's folder
 */
record Platform(URI http, int appsPort, Path state) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What a door answered. The body is JSON, or null when there was none or another kind. */
  record Answer(int status, @Nullable JsonNode json, String text) {
    JsonNode body() {
      if (json == null) {
        throw new IllegalStateException("Answered %d without JSON: %s".formatted(status, text));
      }
      return json;
    }

    /** Last part of the problem's type, such as {@code name-taken}. */
    String problem() {
      return body().path("type").asString("").replaceFirst(".*/", "");
    }

    String sentence() {
      return body().path("detail").asString("");
    }
  }

  /** The one that {@code -De2e.state} names; {@code infra/e2e/run} starts it. */
  static Platform running() {
    var state = Path.of(System.getProperty("e2e.state", "/var/lib/slipway"));
    return new Platform(
        URI.create("http://127.0.0.1:" + Settings.of(state, "SLIPWAY_HTTP_PORT")),
        Integer.parseInt(Settings.of(state, "SLIPWAY_APPS_PORT")),
        state);
  }

  /** Where apps answer: this machine, or one of a cluster. */
  InetSocketAddress ingress() {
    return new InetSocketAddress(System.getProperty("e2e.ingress", "127.0.0.1"), appsPort);
  }

  /** As people type it: passkeys belong to a name. */
  String console() {
    return "http://localhost:" + http.getPort();
  }

  String token() {
    return TextFiles.read(state.resolve("owner-token")).strip();
  }

  boolean healthy() {
    return send(request("/actuator/health")).status() == 200;
  }

  JsonNode get(String path) {
    return done("GET", path, null);
  }

  JsonNode post(String path, String json) {
    return done("POST", path, json);
  }

  JsonNode patch(String path, String json) {
    return done("PATCH", path, json);
  }

  /** Whatever is answered, refusals too. */
  Answer call(String method, String path, @Nullable String json) {
    return call(method, path, json, token());
  }

  Answer call(String method, String path, @Nullable String json, String token) {
    return send(
        request("/api/v1" + path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(http.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  static Answer send(HttpRequest.Builder request) {
    try {
      var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      boolean json =
          answer.headers().firstValue("Content-Type").orElse("").matches("application/.*json.*");
      return new Answer(
          answer.statusCode(),
          json && !answer.body().isBlank() ? JSON.readTree(answer.body()) : null,
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String organization() {
    return get("/me").path("organizations").path(0).path("organization").asString();
  }

  /** The production environment of a project, which is made when it is missing. */
  String environment(String project) {
    String projects = "/organizations/" + organization() + "/projects";
    JsonNode found =
        get(projects)
            .valueStream()
            .filter(one -> one.path("slug").asString().equals(project))
            .findFirst()
            .orElseGet(() -> post(projects, "{\"slug\":\"%s\"}".formatted(project)));
    return found
        .path("environments")
        .valueStream()
        .filter(one -> one.path("slug").asString().equals("production"))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asString();
  }

  private JsonNode done(String method, String path, @Nullable String json) {
    Answer answer = call(method, path, json);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s answered %d: %s".formatted(method, path, answer.status(), answer.text()));
    }
    return answer.body();
  }
}
