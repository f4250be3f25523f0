package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The control plane dies at every point it names; one that nothing leads to should not be there.
 */
@Order(8)
class CrashPointTest {
  private static final Platform PLATFORM = Platform.running();

  /** A push may overtake one that was cut off; what may not be is one that is never decided. */
  private static final Set<String> ENDS = Set.of("COMPLETE", "ROLLED_BACK", "SUPERSEDED");

  /** So many deliveries of an organization are dealt with before their answer. */
  private static final int AT_ONCE = 20;

  private static final Duration DEALT_WITH = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final List<Steady> first = new ArrayList<>();
  private String kept = "none";

  @Test
  @Timeout(2700)
  void everyDeploymentEndsWhereverTheControlPlaneDies() {
    try (GitServer forge = GitServer.start(folder.resolve("forge"))) {
      Steady steady = Steady.deployed(PLATFORM, "steady", folder.resolve("steady"));
      Outside outside = Outside.sample(PLATFORM, forge, folder, "static-site");
      Traffic meanwhile = Traffic.calm(steady.app(), "/api");
      List<String> missed;
      try (meanwhile) {
        missed = new CrashWalk(PLATFORM, point -> lead(point, steady, outside)).throughAll();
        assertThat(steady.settled()).allMatch(CrashPointTest::hasEndedAsItShould);
        assertThat(first)
            .allSatisfy(
                app -> assertThat(app.settled()).allMatch(CrashPointTest::hasEndedAsItShould));
        Patience.within(DEALT_WITH, "what the server died on before its answer is dealt with")
            .until(() ->
                verdicts(outside).containsKey(kept) && !verdicts(outside).containsValue("WAITING"));
        JsonNode hooked = outside.app().latest();
        assertThat(state(outside.app().ended(hooked.path("id").asString()))).isEqualTo("COMPLETE");
      }
      Report.line(
          "%d deployments under crashes, %d requests, %d failed"
              .formatted(steady.newest(), meanwhile.sent(), meanwhile.failures().size()));
      assertThat(missed).as("points that nothing leads to").isEmpty();
      assertThat(meanwhile.failures()).isEmpty();
    }
  }

  private void lead(String point, Steady steady, Outside outside) {
    try {
      if (point.startsWith("webhook.")) {
        outside.publish();
        GithubPush push = outside.told();
        if (point.equals("webhook.kept")) {
          useUpTheShare(outside);
          kept = push.delivery();
        }
        var _ = outside.hook().deliver(push);
      } else if (point.equals("deployment.progressed")) {
        leadFirstDeployment();
      } else if (steady.isSettled()) {
        switch (point) {
          case "deployment.aborted", "deployment.returned" -> steady.pushWhatExits();
          case "deployment.not-built" -> steady.pushWhatCannotBeBuilt();
          default -> steady.pushInBackground(point);
        }
      }
    } catch (UncheckedIOException | IllegalStateException _) {
      // The server is dead already, which is what was wanted.
    }
  }

  private static Map<String, String> verdicts(Outside outside) {
    return outside
        .hook()
        .deliveries()
        .valueStream()
        .collect(
            Collectors.toMap(
                delivery -> delivery.path("delivery").asString(),
                delivery -> delivery.path("verdict").asString(),
                (newer, _) -> newer));
  }

  /** What comes next is kept for later. */
  private static void useUpTheShare(Outside outside) {
    GithubPush push = outside.told();
    for (int i = 0; i < AT_ONCE; i++) {
      var _ = outside.hook().deliver(push);
    }
  }

  /**
   * Where old pods are replaced, progress is always another step as well; so it takes a first
   * version, whose pods do not all become available at once.
   */
  private void leadFirstDeployment() {
    if (first.stream().allMatch(Steady::isSettled)) {
      String slug = "first-" + first.size();
      Steady app = Steady.startingApart(PLATFORM, slug, folder.resolve(slug));
      app.pushInBackground("The first");
      first.add(app);
    }
  }

  private static boolean hasEndedAsItShould(JsonNode deployment) {
    return ENDS.contains(state(deployment))
        || deployment.path("problemType").asString().equals("build-failed");
  }

  private static String state(JsonNode deployment) {
    return deployment.path("state").asString();
  }
}
