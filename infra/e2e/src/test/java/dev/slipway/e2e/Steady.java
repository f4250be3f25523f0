package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An app of a few pods that is deployed again and again, and what has to hold after each time. */
final class Steady {
  private static final Duration SETTLES = Duration.ofMinutes(4);

  /** Each pod waits for up to ten seconds, how long is its own affair. */
  private static final String START_APART =
      """
      CMD ["sh", "-c", "python3 -c 'import random, time; time.sleep(random.random() * 10)'; exec python3 server.py"]
      """;

  private final App app;
  private final GitRepo repo;
  private final int pods;
  private Thread push = Thread.ofVirtual().unstarted(() -> {});

  private Steady(App app, GitRepo repo, int pods) {
    this.app = app;
    this.repo = repo;
    this.pods = pods;
  }

  App app() {
    return app;
  }

  /** An app of four small pods that become ready one after the other, not deployed yet. */
  static Steady startingApart(Platform platform, String slug, Path folder) {
    Steady steady = created(platform, slug, folder, 4, 100);
    String dockerfile = TextFiles.read(folder.resolve("Dockerfile"));
    steady.repo.write("Dockerfile", dockerfile + START_APART);
    return steady;
  }

  /** An app of two pods that runs already. */
  static Steady deployed(Platform platform, String slug, Path folder) {
    Steady steady = created(platform, slug, folder, 2, 500);
    String _ = steady.repo.push(steady.app);
    steady.settled();
    return steady;
  }

  /** An app of so many small pods that runs already. */
  static Steady deployed(Platform platform, String slug, Path folder, int pods) {
    Steady steady = created(platform, slug, folder, pods, 200);
    String _ = steady.repo.push(steady.app);
    steady.settled();
    return steady;
  }

  private static Steady created(
      Platform platform, String slug, Path folder, int pods, int cpuMillis) {
    App app = App.create(platform, "crash", request(slug, pods, cpuMillis));
    return new Steady(app, GitRepo.sample("hello-python", folder), pods);
  }

  /** Pushes a version with these words; whoever pushes does not mind being cut off. */
  void pushInBackground(String words) {
    repo.write("version.txt", words + "\n").commit(words);
    push =
        Thread.startVirtualThread(
            () -> repo.push(String.valueOf(app.gitAddress()), app.platform().token(), "HEAD:main"));
  }

  /** Pushes a version that cannot run, and takes the reason for it out again with the next push. */
  void pushWhatExits() {
    pushWith("CMD [\"sh\", \"-c\", \"exit 3\"]", "What exits");
  }

  /** Pushes a version that cannot be built, in the same way. */
  void pushWhatCannotBeBuilt() {
    pushWith("RUN exit 3", "What cannot be built");
  }

  private void pushWith(String instruction, String words) {
    String dockerfile = TextFiles.read(repo.folder().resolve("Dockerfile"));
    repo.write("Dockerfile", dockerfile + instruction + "\n");
    pushInBackground(words);
    repo.write("Dockerfile", dockerfile);
  }

  /** Nobody pushes and nothing is being deployed. */
  boolean isSettled() {
    return !push.isAlive() && app.deployments().valueStream().allMatch(App::hasEnded);
  }

  int newest() {
    return app.latest().path("number").asInt();
  }

  /** The deployment after the given one, once it is in that state or past everything. */
  JsonNode reaches(int after, String state) {
    return Patience.within(SETTLES, "a deployment after #%d is %s".formatted(after, state))
        .until(
            app::latest,
            one ->
                one.path("number").asInt() > after
                    && (one.path("state").asString().equals(state) || App.hasEnded(one)));
  }

  /** Every deployment has ended, and just the pods that should run do. */
  List<JsonNode> settled() {
    List<JsonNode> all =
        Patience.within(SETTLES, "every deployment ends")
            .until(
                () -> app.deployments().valueStream().toList(),
                some -> !some.isEmpty() && some.stream().allMatch(App::hasEnded));
    Patience.within(SETTLES, "just the pods of one revision run")
        .until(
            () -> app.pods().valueStream().toList(),
            some ->
                some.size() == pods
                    && some.stream().allMatch(pod -> pod.path("ready").asBoolean())
                    && some.stream().map(pod -> pod.path("revision")).distinct().count() == 1);
    return all;
  }

  /** The new version serves, or the one before as if nothing had been. */
  void assertCompleteOrBack(JsonNode deployment, String words) {
    String state = deployment.path("state").asString();
    assertThat(state).as(deployment.toString()).isIn(Set.of("COMPLETE", "ROLLED_BACK"));
    String page = app.ask("/").text();
    assertThat(page.contains(words)).as(page).isEqualTo(state.equals("COMPLETE"));
  }

  private static String request(String slug, int pods, int cpuMillis) {
    return """
    {"slug": "%s", "kind": "WEB", "replicas": %d,
     "spec": {"port": 8080, "command": [], "cpuMillis": %d, "memoryBytes": 134217728, "pids": 64,
       "readiness": {"kind": "HTTP", "path": "/healthz", "command": [], "initialDelaySeconds": 0,
         "periodSeconds": 1, "timeoutSeconds": 2, "successThreshold": 1, "failureThreshold": 3},
       "terminationGraceSeconds": 10,
       "rollout": {"maxSurge": "1", "maxUnavailable": "0", "minReadySeconds": 0, "progressDeadlineSeconds": 90}}}
    """
        .formatted(slug, pods, cpuMillis);
  }
}
