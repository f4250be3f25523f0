package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.LAB;
import static dev.slipway.e2e.Faults.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine is emptied while people use what runs there. */
@Tag("faults")
@Order(4)
class DrainFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private static App app;

  @BeforeAll
  static void somethingThatRuns() {
    app = Faults.app().app();
  }

  @AfterEach
  void allIsWell() {
    LAB.nodes().forEach(node -> Faults.schedulable(node, true));
    Faults.allIsWell();
  }

  @Test
  void aNodeEmptiedUnderLoadFailsNoRequest() {
    String victim = Faults.victim();
    Instant began = Instant.now();
    Traffic traffic = Traffic.to(app, "/api");
    try (traffic) {
      PLATFORM.post("/nodes/" + Faults.id(victim) + "/drain", "{}");
      emptied(victim, began);
      long enough = traffic.sent() + 1000;
      traffic.await(enough, LONG);
    }
    Report.line(
        "%s emptied under load: after %.1f s, %d of %d requests failed"
            .formatted(
                victim,
                Duration.between(began, Instant.now()).toMillis() / 1000.0,
                traffic.failures().size(),
                traffic.sent()));
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  void aLeaderThatDiesMeanwhileChangesNothingAboutIt() {
    String victim = Faults.victim();
    Instant began = Instant.now();
    Traffic traffic = Traffic.calm(app, "/api");
    try (traffic) {
      PLATFORM.post("/nodes/" + Faults.id(victim) + "/drain", "{}");
      LAB.does("kill", Faults.leader());
      emptied(victim, began);
    }
    assertThat(traffic.failures()).isEmpty();
  }

  private static void emptied(String node, Instant began) {
    double _ =
        Faults.until(
            began,
            LONG,
            node + " is empty and its pods serve elsewhere",
            () ->
                Database.number(
                            "select count(*) from pod p join node n on n.id = p.node_id where n.name = '%s'"
                                .formatted(node))
                        == 0
                    && Faults.running().stream()
                            .filter(pod -> pod.path("ready").asBoolean())
                            .count()
                        == 3);
  }
}
