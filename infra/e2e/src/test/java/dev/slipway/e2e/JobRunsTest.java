package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What ends: pushed, run, counted. */
@Order(3)
class JobRunsTest {
  private static final Platform PLATFORM = Platform.running();
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELED");

  @TempDir private static Path folder;
  private static GitRepo repo;

  @BeforeAll
  static void aRepository() {
    repo = GitRepo.sample("hello-python", folder.resolve("job"));
  }

  @Test
  void eachPartOfAnIndexedJobIsDoneOnce() {
    App app =
        job(
            "parts",
            "import os; print('part', os.environ['JOB_COMPLETION_INDEX'])",
            """
            "completions": 3, "parallelism": 2, "completionMode": "INDEXED", "backoffLimit": 0
            """);
    JsonNode run = firstRun(app);
    assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("succeeded").asInt()).isEqualTo(3);
    assertThat(run.path("failed").asInt()).isZero();
    assertThat(pods(run).valueStream().map(pod -> pod.path("index").asInt()))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aProgramThatFailsIsTriedAgainAndThenGivenUpWithItsExitCode() {
    App app = job("fails", "import sys; sys.exit('no such tide')", "\"backoffLimit\": 1");
    JsonNode run = firstRun(app);
    assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("FAILED");
    assertThat(run.path("problemType").asString()).isEqualTo("backoff-limit-exceeded");
    assertThat(run.path("failed").asInt()).isEqualTo(2);
    assertThat(pods(run).valueStream())
        .allSatisfy(pod -> {
          assertThat(pod.path("exitCode").asInt()).isEqualTo(1);
          assertThat(pod.toString()).contains("no such tide");
        });
  }

  @Test
  void oneThatTakesTooLongIsEndedAtItsDeadline() {
    App app = job("endless", "import time; time.sleep(1000)", "\"activeDeadlineSeconds\": 3");
    JsonNode run = firstRun(app);
    assertThat(run.path("problemType").asString())
        .as(run.toString())
        .isEqualTo("deadline-exceeded");
    Patience.within(Duration.ofMinutes(2), "its pod is gone").until(() -> app.pods().isEmpty());
  }

  @Test
  void aCronJobRunsWhenItIsDue() {
    App app =
        pushed(
            """
            {"slug": "tick", "kind": "CRON_JOB", "spec": {%s, "cron": {"schedule": "* * * * *"}}}
            """
                .formatted(limits("print('tick')")));
    assertThat(PLATFORM.get("/apps/" + app.id() + "/schedule").toString()).contains("* * * * *");
    JsonNode run = firstRun(app);
    assertThat(run.path("trigger").asString()).isEqualTo("SCHEDULE");
    assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    PLATFORM.post("/apps/" + app.id() + "/schedule/suspend", "{}");
  }

  private static App job(String slug, String program, String job) {
    return pushed(
        """
        {"slug": "%s", "kind": "JOB", "spec": {%s, "job": {%s}}}
        """
            .formatted(slug, limits(program), job.strip()));
  }

  private static App pushed(String request) {
    App app = App.create(PLATFORM, "jobs", request);
    String _ = repo.push(app);
    return app;
  }

  private static String limits(String program) {
    return """
    "command": ["python3", "-c", "%s"], "cpuMillis": 200, "memoryBytes": 67108864, "pids": 32,
    "terminationGraceSeconds": 1, "rollout": {"maxSurge": "1", "maxUnavailable": "0", "minReadySeconds": 0, "progressDeadlineSeconds": 90}\
    """
        .formatted(program);
  }

  /** Once it has ended. */
  private static JsonNode firstRun(App app) {
    return Patience.within(App.LONGEST, "a run ends")
        .until(
            () -> PLATFORM.get("/apps/" + app.id() + "/runs").path("items").path(0),
            run -> ENDED.contains(run.path("state").asString()));
  }

  private static JsonNode pods(JsonNode run) {
    return PLATFORM.get("/runs/" + run.path("id").asString() + "/pods");
  }
}
