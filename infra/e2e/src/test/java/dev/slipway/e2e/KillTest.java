package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 of each process while it builds and while it rolls out: the deployment ends all the same.
 */
@Order(7)
class KillTest {
  private static final Platform PLATFORM = Platform.running();
  private static final Duration BACK = Duration.ofMinutes(4);

  /** A connection that was cut is noticed by the one who sends the next request on it. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  @TempDir private static Path folder;
  private static Steady steady;

  @BeforeAll
  static void somethingThatRuns() {
    steady = Steady.deployed(PLATFORM, "killed", folder.resolve("killed"));
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER, BUILDING",
    "SERVER, PROGRESSING",
    "AGENT, BUILDING",
    "AGENT, PROGRESSING",
    "POSTGRES, BUILDING",
    "POSTGRES, PROGRESSING",
    "HAPROXY, PROGRESSING",
  })
  void theDeploymentEndsAndTheAppAnswers(Service victim, String state) {
    String words = victim + " killed while " + state;
    int before = steady.newest();
    Instant killed;
    Instant back;
    Traffic meanwhile = Traffic.calm(steady.app(), "/api");
    try (meanwhile) {
      steady.pushInBackground(words);
      JsonNode reached = steady.reaches(before, state);
      assertThat(reached.path("state").asString()).isEqualTo(state);
      killed = Instant.now();
      victim.kill(PLATFORM);
      back = answersAgain(victim);
      JsonNode ended = steady.app().ended(reached.path("id").asString(), App.LONGEST);
      steady.assertCompleteOrBack(ended, words);
      assertThat(steady.settled())
          .filteredOn(one -> one.path("number").asInt() > before)
          .hasSize(1);
      Report.line(
          "%s while %s: %s after %s, service back after %s"
              .formatted(
                  victim,
                  state,
                  ended.path("state").asString(),
                  Duration.between(killed, Instant.now()),
                  Duration.between(killed, back)));
    }
    assertThat(meanwhile.failures()).filteredOn(unexpected(victim, killed, back)).isEmpty();
  }

  private static Instant answersAgain(Service victim) {
    Patience.within(BACK, victim + " is back")
        .until(() ->
            victim.runs(PLATFORM)
                && steady.app().ask("/").status() == 200
                && steady.app().view().isObject());
    return Instant.now();
  }

  /** Only the proxy itself may be missed, and only until it runs again. */
  private static Predicate<Traffic.Failure> unexpected(
      Service victim, Instant killed, Instant back) {
    return failure ->
        victim != Service.HAPROXY
            || failure.at().isBefore(killed)
            || failure.at().isAfter(back.plus(NOTICED));
  }
}
