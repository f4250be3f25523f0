package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single processes of a machine die or hang, its disk fills up, its identity is copied. */
@Tag("faults")
@Order(3)
class ProcessFaultsTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  private static Steady steady;

  @BeforeAll
  static void somethingThatRuns() {
    steady = Faults.app();
  }

  @AfterEach
  void allIsWell() {
    Faults.allIsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "engine"})
  void killedAndStartedAgainNobodyNotices(String service) {
    Map<String, String> before = Faults.containers();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      for (String node : LAB.nodes()) {
        String connection = Faults.connection(node);
        Instant fault = Instant.now();
        LAB.does("kill", node, service);
        Patience.within(LONG, service + " is back")
            .until(() ->
                (!service.equals("agent") || !Faults.connection(node).equals(connection))
                    && Faults.containers().equals(before)
                    && Faults.nodes("READY").equals(LAB.nodes()));
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
          .until(() -> Instant.now().isAfter(fault.plusSeconds(24)));
      // Under load another node may be suspect for a moment.
      Faults.everyNodeIsReady();
      LAB.does("resume", victim, "engine");
    }
    assertThat(Faults.containers()).isEqualTo(before);
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  void aFullDiskHarmsNothingThatRunsAndHoldsUpNoDeployment() {
    String victim = Faults.victim();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      LAB.does("fill", victim, "0");
      int number = steady.newest();
      steady.pushInBackground("On a full disk");
      var ended = steady.reaches(number, "COMPLETE");
      Report.line(
          "disk of %s full: a deployment meanwhile is %s"
              .formatted(victim, ended.path("state").asString()));
      assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("COMPLETE");
      LAB.does("free", victim);
      LAB.does("kill", victim, "agent");
      Faults.everyNodeIsReady();
    }
    assertThat(traffic.failures()).isEmpty();
  }

  @Test
  void aBuildThatFindsItsNodesDiskFullGoesElsewhere() {
    String victim = Faults.victim();
    List<String> others = LAB.nodes().stream().filter(node -> !node.equals(victim)).toList();
    Instant fault = Instant.now();
    others.forEach(node -> Faults.schedulable(node, false));
    try {
      LAB.does("fill", victim, "0");
      int number = steady.newest();
      steady.pushInBackground("Built elsewhere");
      Patience.within(LONG, "it finds no room there")
          .until(() ->
              Faults.events("BuildRequeued", fault) > 0
                  || !steady.app().latest().path("build").path("waiting").isNull());
      others.forEach(node -> Faults.schedulable(node, true));
      var ended = steady.reaches(number, "COMPLETE");
      assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("COMPLETE");
    } finally {
      others.forEach(node -> Faults.schedulable(node, true));
    }
  }

  @Test
  void ofTwoMachinesWithOneIdentityOneIsHeard() {
    String other = LAB.nodes().getLast();
    String victim = LAB.nodes().get(1);
    Map<String, String> before = Faults.containers();
    Instant fault = Instant.now();
    Traffic traffic = Traffic.calm(steady.app(), "/api");
    try (traffic) {
      LAB.does("clone", victim, other);
      Patience.within(LONG, "it is told")
          .until(() -> Faults.events("NodeIdentityTwice", fault) > 0);
      Patience.within(LONG, "one of both is heard")
          .until(() -> Faults.nodes("READY").contains(victim));
      LAB.does("unclone", other);
      Faults.everyNodeIsReady();
    }
    assertThat(Faults.events("NodeUnreachable", fault)).isLessThanOrEqualTo(1);
    assertThat(Faults.containers().entrySet())
        .containsAll(
            before.entrySet().stream().filter(one -> one.getKey().startsWith(victim)).toList());
    assertThat(traffic.failures()).isEmpty();
  }
}
