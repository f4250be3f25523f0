package dev.slipway.backend.scheduling.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolationTest {
  private final TestFleet nodes = new TestFleet();

  private static NodeFacts isolating(String name, String... how) {
    NodeFacts facts = TestFleet.facts(name, "a");
    return new NodeFacts(
        facts.id(),
        name,
        true,
        true,
        true,
        facts.capacity(),
        facts.labels(),
        List.of(),
        Set.of(),
        null,
        Set.of(how));
  }

  @Test
  void aPodIsOnlyWhereItCanBeKeptApart() {
    nodes.node("plain", "a").fleet.put(isolating("gvisor", "RESTRICTED", "SANDBOX"));

    assertThat(nodes.place(nodes.shape("web").isolated("SANDBOX"), 3))
        .containsOnly(Map.entry("gvisor", 3));
  }

  @Test
  void nodesThatCannotSaySo() {
    nodes.node("one", "a").node("two", "a");
    PodShape sandbox = nodes.shape("web").isolated("SANDBOX");

    assertThat(nodes.refusals(sandbox))
        .containsOnly(Map.entry(new Refusal.NotIsolating("SANDBOX"), 2));
    assertThat(new Refusal.NotIsolating("SANDBOX").reason()).isEqualTo("NotIsolating");
    assertThat(nodes.place(sandbox)).contains("unable to run pods with the isolation SANDBOX");
  }

  @Test
  void oneIsNoLessThanTheOther() {
    nodes.fleet.put(isolating("gvisor", "RESTRICTED", "SANDBOX"));

    assertThat(nodes.refusals(nodes.shape("web").isolated("COMPAT")))
        .containsOnly(Map.entry(new Refusal.NotIsolating("COMPAT"), 1));
    assertThat(nodes.place(nodes.shape("web"))).isEqualTo("gvisor");
  }

  @Test
  void aDaemonHasNoPodWhereItCannotBeKeptApart() {
    PodShape sandbox = nodes.shape("daemon").isolated("SANDBOX");

    assertThat(
            DaemonNode.of(
                sandbox, List.of(TestFleet.facts("plain", "a"), isolating("gvisor", "SANDBOX"))))
        .extracting(DaemonNode::id)
        .containsExactly(TestFleet.id("gvisor"));
  }
}
