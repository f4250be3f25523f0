package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.INVARIANTS;
import static dev.slipway.e2e.Faults.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What steers the machines dies or hangs: of what runs there, nobody notices. How soon another one
 * leads on a quiet machine, {@code infra/bench/failover} tells.
 */
@Tag("faults")
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlaneFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration STARTED = Duration.ofMinutes(4);

  private static App app;
  private Map<String, String> containers;

  @BeforeAll
  static void somethingThatRuns() {
    app = Faults.app().app();
  }

  @BeforeEach
  void lookAtWhatRuns() {
    everyPlaneLives();
    Faults.everyNodeIsReady();
    containers = Faults.containers();
  }

  @AfterEach
  void nothingWasTouched() {
    everyPlaneLives();
    Faults.everyNodeIsReady();
    INVARIANTS.hold();
    assertThat(Faults.containers()).isEqualTo(containers);
  }

  @Test
  @Order(1)
  void anotherLeadsSoonAfterACrash() {
    double taken = handOver("kill");
    Report.line("leader killed: another leads after %.2f s".formatted(taken));
    assertThat(taken).isLessThan(15);
  }

  @Test
  @Order(2)
  void anotherLeadsSoonAfterAHangAndTheOldOneWritesNothing() {
    String hung = Faults.leader();
    Instant fault;
    Traffic traffic = Traffic.calm(app, "/api");
    try (traffic) {
      fault = Instant.now();
      double taken = handOver("pause");
      Report.line("leader hung: another leads after %.2f s".formatted(taken));
      assertThat(taken).isLessThan(30);
      // Longer than any node may be silent.
      Patience.within(LONG, "the nodes talk to the other one")
          .until(() ->
              Instant.now().isAfter(fault.plusSeconds(25))
                  && Faults.nodes("READY").equals(LAB.nodes()));
    }
    long epoch = Database.number("select epoch from leader");
    LAB.does("resume", hung);
    everyPlaneLives();
    Patience.within(LONG, "some seconds pass")
        .until(() -> Instant.now().isAfter(fault.plusSeconds(30)));
    assertThat(Database.number("select epoch from leader")).isEqualTo(epoch);
    assertThat(Faults.events("NodeUnreachable", fault)).isZero();
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  @Order(3)
  void theDatabaseIsKilled() {
    Traffic traffic = Traffic.calm(app, "/api");
    try (traffic) {
      Instant fault = Instant.now();
      LAB.does("kill", "postgres");
      double back = Faults.until(fault, LONG, "the API answers", () -> app.view().isObject());
      Report.line("PostgreSQL killed: the API answers after %.1f s".formatted(back));
      assertThat(back).isLessThan(90);
    }
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  @Order(4)
  void theDatabaseIsAwayForAWhile() {
    Instant fault;
    Traffic traffic = Traffic.calm(app, "/api");
    try (traffic) {
      fault = Instant.now();
      LAB.does("stop", "postgres");
      Patience.within(LONG, "longer than a node may be silent")
          .until(() -> Instant.now().isAfter(fault.plusSeconds(25)));
      LAB.does("start", "postgres");
      Instant started = Instant.now();
      double back = Faults.until(started, LONG, "the API answers", () -> app.view().isObject());
      Report.line(
          "PostgreSQL away for 25 s: the API answers %.1f s after its start".formatted(back));
      assertThat(back).isLessThan(90);
    }
    assertThat(Faults.events("NodeUnreachable", fault)).isZero();
    assertThat(traffic.failures()).isEmpty();
  }

  /** Seconds until the epoch is another one. */
  private static double handOver(String verb) {
    String leader = Faults.leader();
    long epoch = Database.number("select epoch from leader");
    Instant fault = Instant.now();
    LAB.does(verb, leader);
    Patience.within(LONG, "another leads")
        .until(() -> Database.number("select epoch from leader") > epoch);
    return Duration.between(fault, Instant.now()).toMillis() / 1000.0;
  }

  private static void everyPlaneLives() {
    Patience.within(STARTED, "every control plane answers and one leads")
        .until(() ->
            LAB.planes().stream().allMatch(PlaneFaultsTest::healthy)
                && Database.number(
                        "select count(*) from leader where renewed_at > now() - interval '3 seconds'")
                    == 1);
  }

  private static boolean healthy(String plane) {
    return Platform.send(
                Faults.PLATFORM
                    .request("/")
                    .copy()
                    .uri(
                        java.net.URI.create(
                            "http://127.0.0.1:808" + plane.substring(1) + "/actuator/health")))
            .status()
        == 200;
  }
}
