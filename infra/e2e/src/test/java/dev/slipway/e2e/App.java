package dev.slipway.e2e;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One app of the platform.
 *
 * @param address where it answers; null for workers
 * @param gitAddress where to push; null when its source is elsewhere
 */
record App(Platform platform, String id, @Nullable String address, @Nullable String gitAddress) {
  /** Sooner than any test gives up on a build that nobody works on. */
  static final Duration LONGEST = Duration.ofMinutes(4);

  private static final Set<String> ENDED =
      Set.of("COMPLETE", "FAILED", "ROLLED_BACK", "CANCELED", "SUPERSEDED");

  /**
   * @param request a {@code CreateApp} as JSON
   */
  static App create(Platform platform, String project, String request) {
    return of(
        platform,
        platform.post("/environments/" + platform.environment(project) + "/apps", request));
  }

  static App of(Platform platform, JsonNode view) {
    return new App(
        platform,
        view.path("id").asString(),
        text(view.path("address")),
        text(view.path("gitAddress")));
  }

  private static @Nullable String text(JsonNode field) {
    return field.isString() ? field.stringValue() : null;
  }

  /** The app that {@code infra/up} has deployed. */
  static App sample(Platform platform) {
    return platform
        .get("/organizations/" + platform.organization() + "/apps")
        .valueStream()
        .filter(app ->
            app.path("slug").asString().equals("hello")
                && app.path("projectSlug").asString().equals("sample"))
        .findFirst()
        .map(app -> of(platform, app))
        .orElseThrow();
  }

  JsonNode view() {
    return platform.get("/apps/" + id);
  }

  JsonNode pods() {
    return platform.get("/apps/" + id + "/pods");
  }

  int runningRevision() {
    return view().path("running").path("number").asInt();
  }

  String host() {
    return requireNonNull(URI.create(requireNonNull(address)).getHost());
  }

  /** Asks the app by its name. */
  Platform.Answer ask(String path) {
    var ingress =
        URI.create(
            "http://%s:%d%s"
                .formatted(platform.ingress().getHostString(), platform.ingress().getPort(), path));
    return Platform.send(
        HttpRequest.newBuilder(ingress).header("Host", host()).timeout(Duration.ofSeconds(30)));
  }

  /** Starts a deployment of a branch, tag or commit and gives its id. */
  String deploy(String ref) {
    return start("{\"ref\":\"%s\",\"restart\":false}".formatted(ref));
  }

  String start(String deploy) {
    return platform.post("/apps/" + id + "/deployments", deploy).path("id").asString();
  }

  JsonNode deployments() {
    return platform.get("/apps/" + id + "/deployments?limit=50").path("items");
  }

  JsonNode latest() {
    return deployments().path(0);
  }

  JsonNode ended(String deployment) {
    return ended(deployment, LONGEST);
  }

  /** The deployment once it has ended, whichever way. */
  JsonNode ended(String deployment, Duration longest) {
    return Patience.within(longest, "deployment %s ends".formatted(deployment))
        .until(
            () -> platform.get("/deployments/" + deployment),
            view -> ENDED.contains(view.path("state").asString()));
  }

  static boolean hasEnded(JsonNode deployment) {
    return ENDED.contains(deployment.path("state").asString());
  }
}
