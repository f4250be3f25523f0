package dev.slipway.backend.scheduling.fleet;

import static dev.slipway.backend.scheduling.fleet.TestFleet.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadAndAffinityTest {
  private final TestFleet nodes = new TestFleet();

  @Test
  void aHardSpreadKeepsToItsSkew() {
    nodes.node("a1", "a").node("a2", "a").node("b1", "b");
    PodShape shape = nodes.shape("web").spread(SpreadConstraint.hard(1, "zone", WEB));

    Map<String, Integer> placed = nodes.place(shape, 8);

    assertThat(placed).containsEntry("b1", 4);
    assertThat(placed.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(8);
    // b is full, so a may have one more and no further one.
    assertThat(nodes.place(shape)).isIn("a1", "a2");
    assertThat(nodes.refusals(shape))
        .containsOnly(
            Map.entry(new Refusal.Full("CPU"), 1), Map.entry(new Refusal.Uneven("zone"), 2));
  }

  @Test
  void aNodeWithoutTheLabelIsInNoDomain() {
    nodes.node("one", "a");
    PodShape shape = nodes.shape("web").spread(SpreadConstraint.hard(1, "rack", WEB));

    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.Uneven("rack"), 1));
  }

  @Test
  void whileThereAreFewerDomainsThanAskedForTheEmptiestCountsAsNone() {
    nodes.node("one", "a");
    PodShape shape =
        nodes.shape("web").spread(new SpreadConstraint(1, "zone", true, false, WEB, 2));

    assertThat(nodes.place(shape)).isEqualTo("one");
    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.Uneven("zone"), 1));
  }

  @Test
  void aSoftSpreadIsKeptWhileThereIsRoom() {
    nodes.node("a1", "a").node("b1", "b");
    nodes.fleet.book(nodes.shape("other"), TestFleet.id("b1"), 2);
    PodShape shape = nodes.shape("web").spread(SpreadConstraint.soft(1, "zone", WEB));

    assertThat(nodes.place(shape, 4)).containsOnly(Map.entry("a1", 2), Map.entry("b1", 2));
    assertThat(nodes.place(shape, 2)).containsOnly(Map.entry("a1", 2));
  }

  @Test
  void withoutWishesZonesAreEvenedOutToo() {
    nodes.node("a1", "a").node("a2", "a").node("b1", "b");

    assertThat(nodes.place(usual(), 2)).containsEntry("b1", 1);
  }

  @Test
  void withoutWishesANodeWithoutZoneIsNoWorse() {
    nodes.node("a1", "a").node("bare");

    assertThat(nodes.place(usual(), 2)).containsOnly(Map.entry("a1", 1), Map.entry("bare", 1));
  }

  private PodShape usual() {
    return nodes
        .shape("web")
        .spread(
            SpreadConstraint.usual(1, NodeFacts.HOSTNAME, WEB),
            SpreadConstraint.usual(1, NodeFacts.ZONE, WEB));
  }

  @Test
  void podsThatMustBeApartAreOnePerNode() {
    nodes.node("one", "a").node("two", "a");
    PodShape shape = nodes.shape("web").pods(PodAffinity.apart("hostname", WEB));

    assertThat(nodes.place(shape, 2)).containsOnlyKeys("one", "two");
    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.TooNear("hostname"), 2));
  }

  @Test
  void whoIsThereKeepsOthersAwayToo() {
    nodes.node("one", "a").node("two", "a");
    PodShape alone = nodes.shape("db").pods(PodAffinity.apart("hostname", WEB));
    String db = nodes.place(alone);

    assertThat(nodes.place(nodes.shape("web"), 4)).doesNotContainKey(db);
  }

  @Test
  void podsThatMustBeTogetherFollowTheFirst() {
    nodes.node("a1", "a").node("b1", "b").node("b2", "b");
    PodShape shape = nodes.shape("web").pods(PodAffinity.together("zone", WEB));
    String first = nodes.place(shape);

    Map<String, Integer> others = nodes.place(shape, 3);

    assertThat(others)
        .containsOnlyKeys(first.startsWith("a") ? new String[] {"a1"} : new String[] {"b1", "b2"});
  }

  @Test
  void whoMustBeNearPodsThatAreNowhereWaits() {
    nodes.node("one", "a");
    PodShape shape = nodes.shape("db").pods(PodAffinity.together("zone", WEB));

    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.TooFar("zone"), 1));
  }

  @Test
  void aWishToBeNearDecidesAmongOthers() {
    nodes.node("one", "a").node("two", "a");
    nodes.fleet.book(nodes.shape("web"), TestFleet.id("one"), 1);
    PodShape near = nodes.shape("db").pods(new PodAffinity(false, 50, "hostname", WEB));
    PodShape far = nodes.shape("db").pods(new PodAffinity(true, 50, "hostname", WEB));

    assertThat(nodes.place(near)).isEqualTo("one");
    assertThat(nodes.place(far)).isEqualTo("two");
  }

  @Test
  void podsOfOtherOrganizationsAreNotSeen() {
    nodes.node("one", "a");
    nodes.fleet.book(nodes.shape(TestFleet.OTHERS, "web"), TestFleet.id("one"), 1);

    assertThat(nodes.place(nodes.shape("web").pods(PodAffinity.apart("hostname", WEB))))
        .isEqualTo("one");
  }

  @Test
  void whatIsThereBeforeAnybodyAsksIsCounted() {
    nodes.node("one", "a");
    nodes.fleet.book(nodes.shape("web"), TestFleet.id("one"), 1);

    assertThat(nodes.refusals(nodes.shape("db").pods(PodAffinity.apart("zone", WEB))))
        .containsOnly(Map.entry(new Refusal.TooNear("zone"), 1));
  }

  @Test
  void aNodeThatMovesToAnotherZoneTakesItsPodsAlong() {
    nodes.node("one", "a").node("two", "b");
    PodShape shape = nodes.shape("db").pods(PodAffinity.apart("zone", WEB));
    nodes.fleet.book(nodes.shape("web"), TestFleet.id("one"), 1);
    assertThat(nodes.place(shape)).isEqualTo("two");

    nodes.fleet.put(TestFleet.facts("one", "b"));

    assertThat(nodes.refusals(shape)).containsOnly(Map.entry(new Refusal.TooNear("zone"), 2));
  }
}
