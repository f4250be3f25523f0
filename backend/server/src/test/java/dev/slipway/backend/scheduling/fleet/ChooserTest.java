package dev.slipway.backend.scheduling.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.scheduling.fleet.NodeAffinity.Preferred;
import dev.slipway.backend.scheduling.fleet.Taint.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChooserTest {
  private final TestFleet nodes = new TestFleet();

  private static NodeFacts tainted(String name, Effect effect) {
    NodeFacts facts = TestFleet.facts(name, "a");
    return new NodeFacts(
        facts.id(),
        name,
        true,
        true,
        true,
        facts.capacity(),
        facts.labels(),
        List.of(new Taint("gpu", "yes", effect)),
        Set.of());
  }

  @Test
  void theEmptiestNodeIsTaken() {
    nodes.node("one", "a").node("two", "a");
    nodes.fleet.book(nodes.shape("other"), TestFleet.id("one"), 2);

    assertThat(nodes.place(nodes.shape("web"))).isEqualTo("two");
  }

  @Test
  void amongEqualNodesAllAreTaken() {
    nodes.node("one", "a").node("two", "a").node("three", "a");

    assertThat(nodes.place(nodes.shape("web"), 6))
        .containsOnly(Map.entry("one", 2), Map.entry("two", 2), Map.entry("three", 2));
  }

  @Test
  void aFullNodeTakesNoneAndSaysWhatIsShort() {
    nodes.node("one", "a");
    PodShape shape = nodes.shape("web");

    assertThat(nodes.place(shape, 4)).containsOnly(Map.entry("one", 4));
    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.Full("CPU"), 1));
  }

  @Test
  void whatEndedMakesRoom() {
    nodes.node("one", "a");
    PodShape shape = nodes.shape("web");
    assertThat(nodes.place(shape, 4)).containsKey("one");

    nodes.fleet.book(shape, TestFleet.id("one"), -1);

    assertThat(nodes.place(shape)).isEqualTo("one");
  }

  @Test
  void withoutNodesItSaysWhatToDo() {
    assertThat(nodes.place(nodes.shape("web")))
        .isEqualTo("No machine has joined yet: add one on the Nodes page.");
  }

  @Test
  void everyNodeIsCountedOnceInTheRefusal() {
    NodeFacts facts = TestFleet.facts("closed", "a");
    nodes.fleet.put(
        new NodeFacts(
            facts.id(),
            "closed",
            false,
            true,
            true,
            facts.capacity(),
            facts.labels(),
            List.of(),
            Set.of()));
    facts = TestFleet.facts("silent", "a");
    nodes.fleet.put(
        new NodeFacts(
            facts.id(),
            "silent",
            true,
            false,
            true,
            facts.capacity(),
            facts.labels(),
            List.of(),
            Set.of()));
    nodes.fleet.put(tainted("tainted", Effect.NO_SCHEDULE));

    assertThat(nodes.refusals(nodes.shape("web")))
        .containsOnly(
            Map.entry(new Refusal.Closed(), 1),
            Map.entry(new Refusal.Silent(), 1),
            Map.entry(new Refusal.Tainted(new Taint("gpu", "yes", Effect.NO_SCHEDULE)), 1));
  }

  @Test
  void whoToleratesATaintMayBeThere() {
    nodes.fleet.put(tainted("one", Effect.NO_SCHEDULE));

    assertThat(nodes.place(nodes.shape("web").tolerating(Toleration.of("gpu")))).isEqualTo("one");
  }

  @Test
  void aTaintThatOnlyPrefersIsAvoidedWhileThereIsAnother() {
    nodes.fleet.put(tainted("one", Effect.PREFER_NO_SCHEDULE));
    nodes.node("two", "a");

    assertThat(nodes.place(nodes.shape("web"), 4)).containsOnly(Map.entry("two", 4));
    assertThat(nodes.place(nodes.shape("web"))).isEqualTo("one");
  }

  @Test
  void labelsThatAreAskedForAreNeeded() {
    nodes.node("one", "a").node("two", "b");
    PodShape onB = nodes.shape("web").on(Map.of("zone", "b"), NodeAffinity.ANY);
    PodShape onC = nodes.shape("web").on(Map.of("zone", "c"), NodeAffinity.ANY);

    assertThat(nodes.place(onB)).isEqualTo("two");
    assertThat(nodes.refusals(onC)).containsOnly(Map.entry(new Refusal.Labels(), 2));
  }

  @Test
  void labelsThatArePreferredDecideAmongOthers() {
    nodes.node("one", "a").node("two", "b");
    var likesB =
        new NodeAffinity(
            List.of(), List.of(new Preferred(10, LabelSelector.of(Requirement.in("zone", "b")))));

    assertThat(nodes.place(nodes.shape("web").on(Map.of(), likesB), 3))
        .containsOnly(Map.entry("two", 3));
  }

  @Test
  void whoeverRefusedBeforehandIsPassedOver() {
    nodes.node("one", "a").node("two", "a");
    PodShape shape = nodes.shape("web");

    Choice choice = nodes.chooser.place(shape, Map.of(TestFleet.id("one"), "no address left"));
    assertThat(choice).isEqualTo(new Choice.On(TestFleet.id("two"), "two"));
    assertThat(
            nodes.chooser.place(
                shape,
                Map.of(
                    TestFleet.id("one"), "no address left",
                    TestFleet.id("two"), "no address left")))
        .isEqualTo(
            new Choice.Nowhere(
                Map.of(new Refusal.Elsewhere("no address left"), 2), shape.requests()));
  }

  @Test
  void theSentenceCountsNodesPerReasonAndSaysWhatThePodBooks() {
    nodes.node("one", "a").node("two", "a");
    nodes.fleet.put(tainted("three", Effect.NO_SCHEDULE));
    PodShape large =
        PodShape.of(new UUID(3, 1), TestFleet.ACME, Map.of(), Resources.ofPod(1500, 12L << 30), 0);

    assertThat(nodes.place(large))
        .isEqualTo(
            "No machine can take the pod: too little memory left (2), kept for others by the taint gpu (1)."
                + " It books 12 GiB of memory and 1.5 of a core.");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverPromisesMoreThanThereIsAndRefusesOnlyWhatFitsNowhere(long seed) {
    var random = new Random(seed);
    var free = new HashMap<UUID, long[]>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      int cpu = 1000 * (1 + random.nextInt(4));
      long memory = (1L + random.nextInt(8)) << 30;
      UUID id = new UUID(4, i);
      nodes.fleet.put(
          new NodeFacts(
              id,
              "node-" + i,
              true,
              true,
              true,
              new Resources(cpu, memory, 0, 110),
              Map.of(),
              List.of(),
              Set.of()));
      free.put(id, new long[] {cpu, memory});
    }
    for (int i = 0; i < 200; i++) {
      Resources wanted = Resources.ofPod(50 + random.nextInt(800), (1L + random.nextInt(4)) << 27);
      PodShape shape = PodShape.of(new UUID(5, i), TestFleet.ACME, Map.of(), wanted, 0);
      switch (nodes.chooser.place(shape, Map.of())) {
        case Choice.On on -> {
          long[] left = Objects.requireNonNull(free.get(on.node()));
          left[0] -= wanted.cpuMillis();
          left[1] -= wanted.memoryBytes();
          assertThat(left[0]).isNotNegative();
          assertThat(left[1]).isNotNegative();
        }
        case Choice.Nowhere _ ->
            assertThat(free.values())
                .noneMatch(
                    left -> left[0] >= wanted.cpuMillis() && left[1] >= wanted.memoryBytes());
      }
    }
  }

  @Test
  void whatWasReleasedMakesRoom() {
    nodes.node("one", "a");
    PodShape shape = nodes.shape("web");
    assertThat(nodes.place(shape, 4)).containsOnly(Map.entry("one", 4));

    nodes.chooser.release(shape, TestFleet.id("one"));

    assertThat(nodes.place(shape)).isEqualTo("one");
  }

  @Test
  void aNodeThatWentTakesNothing() {
    nodes.node("one", "a").node("two", "a");
    nodes.fleet.remove(TestFleet.id("one"));

    assertThat(nodes.place(nodes.shape("web"), 4)).containsOnly(Map.entry("two", 4));
  }
}
