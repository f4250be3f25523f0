package dev.slipway.backend.scheduling.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.scheduling.fleet.Preempted.Helpless;
import dev.slipway.backend.scheduling.fleet.Preempted.Hindrance;
import dev.slipway.backend.scheduling.fleet.Preempted.Nominated;
import dev.slipway.backend.scheduling.fleet.Preempted.Unneeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** kube-scheduler's rules of preemption; a node has 4 cores, a pod one. */
class PreemptionTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HIGH = 10;

  private final TestFleet nodes = new TestFleet();
  private final List<Victim> victims = new ArrayList<>();
  private final Map<UUID, Integer> allowed = new HashMap<>();
  private int number;

  @Test
  void onePodOfLowerPriorityEndsWhenOneIsEnough() {
    nodes.node("one", "a");
    List<Victim> low = run("one", 0, 4);

    assertThat(nominated(HIGH).victims()).hasSize(1).isSubsetOf(low);
  }

  @Test
  void podsOfTheSamePriorityNeverEnd() {
    nodes.node("one", "a");
    run("one", HIGH, 4);

    assertThat(helpless(HIGH)).containsOnly(Map.entry(Hindrance.NOTHING_LOWER, 1));
  }

  @Test
  void podsOfOtherOrganizationsNeverEnd() {
    nodes.node("one", "a");
    run("one", TestFleet.OTHERS, UUID.randomUUID(), 0, 4);

    assertThat(helpless(HIGH)).containsOnly(Map.entry(Hindrance.NOTHING_LOWER, 1));
  }

  @Test
  void aNodeThatRefusesForAnotherReasonIsNoCandidate() {
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
            facts.images()));
    run("closed", 0, 4);

    assertThat(helpless(HIGH)).containsOnly(Map.entry(Hindrance.OTHER_REASON, 1));
  }

  @Test
  void nobodyEndsWhereThatIsNotEnough() {
    nodes.node("one", "a");
    run("one", 20, 3);
    run("one", 0, 1);
    PodShape large =
        PodShape.of(
            UUID.randomUUID(), TestFleet.ACME, Map.of(), Resources.ofPod(2000, 1 << 20), HIGH);

    assertThat(preemption().help(large, TestFleet.ACME, Map.of(), null))
        .isEqualTo(new Helpless(Map.of(Hindrance.NOT_ENOUGH, 1)));
  }

  @Test
  void whatSpreadingForbidsNoEndOfOthersAllows() {
    nodes.node("one", "a").node("two", "b");
    PodShape even =
        PodShape.of(
                UUID.randomUUID(),
                TestFleet.ACME,
                Map.of("app", "web"),
                Resources.ofPod(1000, 1 << 20),
                HIGH)
            .spread(SpreadConstraint.hard(1, "zone", TestFleet.WEB));
    nodes.fleet.book(even, TestFleet.id("one"), 1);
    run("one", 0, 3);
    run("two", 20, 4);

    assertThat(preemption().help(even, TestFleet.ACME, Map.of(), null))
        .isEqualTo(new Helpless(Map.of(Hindrance.NOT_ENOUGH, 1, Hindrance.NOTHING_LOWER, 1)));
  }

  @Test
  void thoseOfHigherPriorityAreKeptFirst() {
    nodes.node("one", "a");
    run("one", 5, 3);
    List<Victim> lowest = run("one", 1, 1);

    assertThat(nominated(HIGH).victims()).isEqualTo(lowest);
  }

  @Test
  void amongEqualsTheLatestEnds() {
    nodes.node("one", "a");
    List<Victim> low = run("one", 0, 4);

    assertThat(nominated(HIGH).victims()).containsExactly(low.getLast());
  }

  @Test
  void thoseWhoseEndHurtsABudgetAreKeptFirst() {
    nodes.node("one", "a");
    UUID careful = UUID.randomUUID();
    run("one", TestFleet.ACME, careful, 0, 2);
    List<Victim> important = run("one", 5, 2);
    allowed.put(careful, 0);

    assertThat(nominated(HIGH).victims()).containsExactly(important.getLast());
  }

  @Test
  void aBudgetAllowsAsManyAsItSays() {
    nodes.node("one", "a");
    UUID careful = UUID.randomUUID();
    run("one", TestFleet.ACME, careful, 0, 4);
    allowed.put(careful, 1);
    PodShape large = large();

    Nominated found = (Nominated) preemption().help(large, TestFleet.ACME, Map.of(), null);
    assertThat(found.victims()).hasSize(2);
    assertThat(found.violations()).isEqualTo(1);
  }

  @Test
  void theNodeWithFewestBudgetsHurtIsChosen() {
    nodes.node("one", "a").node("two", "a");
    UUID careful = UUID.randomUUID();
    run("one", TestFleet.ACME, careful, 0, 4);
    run("two", 5, 4);
    allowed.put(careful, 0);

    assertThat(nominated(HIGH).name()).isEqualTo("two");
  }

  @Test
  void thenTheNodeWhoseHighestVictimIsLowest() {
    nodes.node("one", "a").node("two", "a");
    run("one", 5, 4);
    run("two", 1, 4);

    assertThat(nominated(HIGH).name()).isEqualTo("two");
  }

  @Test
  void thenTheNodeWithTheLowestSum() {
    nodes.node("one", "a").node("two", "a");
    run("one", 5, 4);
    run("two", 1, 3);
    run("two", 5, 1);

    Preempted found = preemption().help(large(), TestFleet.ACME, Map.of(), null);
    assertThat(((Nominated) found).name()).isEqualTo("two");
  }

  @Test
  void twoOfTheLowestAreMoreThanOne() {
    nodes.node("one", "a").node("two", "a");
    runSmall("one", -1, 8);
    run("two", -1, 4);

    assertThat(nominated(HIGH))
        .satisfies(found -> {
          assertThat(found.name()).isEqualTo("two");
          assertThat(found.victims()).hasSize(1);
        });
  }

  @Test
  void thenTheNodeWhoseHighestVictimsStartedLast() {
    nodes.node("one", "a").node("two", "a");
    run("one", 0, 4);
    run("two", 0, 4);

    assertThat(nominated(HIGH).name()).isEqualTo("two");
  }

  @Test
  void nobodyEndsWhenRoomComesByItself() {
    nodes.node("one", "a");
    run("one", 0, 3);

    assertThat(preemption().help(shape(HIGH), TestFleet.ACME, Map.of(), null))
        .isEqualTo(new Unneeded(TestFleet.id("one")));
  }

  @Test
  void theNextPodDoesNotGetTheSameRoom() {
    nodes.node("one", "a");
    run("one", 0, 4);
    Preemption preemption = preemption();

    Nominated first = (Nominated) preemption.help(shape(HIGH), TestFleet.ACME, Map.of(), null);
    Nominated second = (Nominated) preemption.help(shape(HIGH), TestFleet.ACME, Map.of(), null);

    assertThat(second.victims()).hasSize(1).doesNotContainAnyElementsOf(first.victims());
  }

  @Test
  void keptRoomHoldsWhileTheNodeTakesThePod() {
    nodes.node("one", "a");
    PodShape shape = shape(HIGH);
    run("one", 0, 3);
    Preemption preemption = preemption();
    preemption.keep(shape, TestFleet.id("one"));

    assertThat(preemption.holds(shape, Map.of(), TestFleet.id("one"))).isTrue();
    assertThat(preemption.holds(shape, Map.of(TestFleet.id("one"), "no"), TestFleet.id("one")))
        .isFalse();
  }

  @Test
  void onlyTheNodeOfADaemonsPodIsLookedAt() {
    nodes.node("one", "a").node("two", "a");
    run("one", 0, 4);
    run("two", 5, 4);

    Preempted found = preemption().help(shape(HIGH), TestFleet.ACME, Map.of(), TestFleet.id("two"));
    assertThat(((Nominated) found).name()).isEqualTo("two");
  }

  @Test
  void whyItDoesNotHelpIsSaidWithNodesCounted() {
    nodes.node("one", "a").node("two", "a");
    run("one", HIGH, 4);
    run("two", HIGH, 4);

    assertThat(preemption().help(shape(HIGH), TestFleet.ACME, Map.of(), null))
        .isInstanceOfSatisfying(
            Helpless.class,
            none ->
                assertThat(none.sentence())
                    .isEqualTo(
                        "Ending pods of lower priority does not help: none there that may be ended for it (2)."));
  }

  private Nominated nominated(int priority) {
    return (Nominated) preemption().help(shape(priority), TestFleet.ACME, Map.of(), null);
  }

  private Map<Hindrance, Integer> helpless(int priority) {
    return ((Helpless) preemption().help(shape(priority), TestFleet.ACME, Map.of(), null))
        .hindrances();
  }

  private Preemption preemption() {
    return new Preemption(nodes.fleet, victims, allowed);
  }

  private PodShape shape(int priority) {
    return shape(priority, 1000);
  }

  /** Two pods have to end for it. */
  private PodShape large() {
    return shape(HIGH, 2000);
  }

  private static PodShape shape(int priority, int cpu) {
    return PodShape.of(
        UUID.randomUUID(), TestFleet.ACME, Map.of(), Resources.ofPod(cpu, 1 << 20), priority);
  }

  /** Each starts a minute after the one before. */
  private List<Victim> run(String node, int priority, int pods) {
    return run(node, TestFleet.ACME, UUID.randomUUID(), priority, pods);
  }

  private void runSmall(String node, int priority, int pods) {
    var _ = run(node, TestFleet.ACME, UUID.randomUUID(), shape(priority, 500), pods);
  }

  private List<Victim> run(String node, UUID owner, UUID app, int priority, int pods) {
    return run(node, owner, app, shape(priority), pods);
  }

  private List<Victim> run(String node, UUID owner, UUID app, PodShape shape, int pods) {
    var these = new ArrayList<Victim>();
    for (int i = 0; i < pods; i++) {
      nodes.fleet.book(shape, TestFleet.id(node), 1);
      these.add(
          new Victim(
              UUID.randomUUID(),
              owner,
              app,
              TestFleet.id(node),
              shape,
              BEGAN.plusSeconds(60L * number++)));
    }
    victims.addAll(these);
    return these;
  }
}
