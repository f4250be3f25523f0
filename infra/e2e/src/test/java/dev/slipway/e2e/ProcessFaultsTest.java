package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.INVARIANTS;
import static dev.slipway.e2e.Faults.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single processes of a machine die or hang, its disk fills up, its identity is copied. */
@Tag("faults")
@Order(3)
class ProcessFaultsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static Steady steady;

  @BeforeAll
  static void somethingThatRuns() {
    steady = Faults.app(folder.resolve("probed"));
  }

  @AfterEach
  void allIsWell() {
    LAB.does("mend");
    Faults.everyNodeIsReady();
    INVARIANTS.hold();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "engine"})
  void killedAndStartedAgainNobodyNotices(String service) {
    Map<String, String> before = Faults.containers();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      for (String node : LAB.nodes()) {
        Instant fault = Instant.now();
        LAB.does("kill", node, service);
        Patience.within(LONG, service + " is back")
            .until(() ->
                Faults.containers().equals(before) && Faults.nodes("READY").equals(LAB.nodes()));
        Report.line(
            "%s of %s killed: all as before after %.1f s"
                .formatted(
                    service, node, Duration.between(fault, Instant.now()).toMillis() / 1000.0));
      }
      long enough = traffic.sent() + 300;
      traffic.await(enough, LONG);
    }
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  void anEngineThatHangsHarmsNobodyElse() {
    String victim = Faults.victim();
    Map<String, String> before = Faults.containers();
    Instant fault = Instant.now();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      LAB.does("pause", victim, "engine");
      Patience.within(LONG, "some time passes")
          .until(() -> Instant.now().isAfter(fault.plusSeconds(12)));
      assertThat(Faults.nodes("READY")).isEqualTo(LAB.nodes());
      LAB.does("resume", victim, "engine");
    }
    assertThat(Faults.containers()).isEqualTo(before);
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  void aFullDiskHarmsNothingThatRuns() {
    String victim = Faults.victim();
    Map<String, String> before = Faults.containers();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      LAB.does("fill", victim, "0");
      int number = steady.newest();
      steady.pushInBackground("On a full disk");
      var ended = steady.reaches(number, "COMPLETE");
      Report.line(
          "disk of %s full: a deployment meanwhile is %s"
              .formatted(victim, ended.path("state").asString()));
      assertThat(App.hasEnded(ended)).isTrue();
      LAB.does("free", victim);
      LAB.does("kill", victim, "agent");
      Faults.everyNodeIsReady();
    }
    assertThat(traffic.failures()).isEmpty();
    assertThat(before).isNotEmpty();
  }

  @Test
  void ofTwoMachinesWithOneIdentityOneIsHeard() {
    String other = LAB.nodes().getLast();
    String victim = LAB.nodes().get(1);
    Instant fault = Instant.now();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      LAB.does("clone", victim, other);
      Patience.within(LONG, "it is told")
          .until(() -> Faults.events("NodeIdentityTwice", fault) > 0);
      LAB.does("unclone", other);
      Faults.everyNodeIsReady();
    }
  }
}
