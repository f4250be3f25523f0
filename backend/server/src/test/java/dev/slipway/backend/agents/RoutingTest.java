package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.Picture.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final NodeSet SET = new NodeSet(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  private final UUID pod = UUID.randomUUID();
  private final Told one = new Told();
  private final Told two = new Told();

  @Test
  void aPodIsRoutedOnceEveryIngressNodeHasSaidSo() {
    one.told(SET, Set.of(pod), 5);
    two.told(SET, Set.of(pod), 5);
    one.acknowledge(5);
    assertThat(routing(endpoint(false)).isEmpty()).isTrue();
    two.acknowledge(5);
    assertThat(routing(endpoint(false)).routed()).containsExactly(pod);
    assertThat(routing(endpoint(true)).isEmpty()).isTrue();
  }

  @Test
  void anEarlierGenerationProvesNothing() {
    one.told(SET, Set.of(), 4);
    two.told(SET, Set.of(), 4);
    one.told(SET, Set.of(pod), 5);
    two.told(SET, Set.of(pod), 5);
    one.acknowledge(4);
    two.acknowledge(4);
    assertThat(routing(endpoint(false)).isEmpty()).isTrue();
  }

  @Test
  void aLaterGenerationThatStillHasItProvesIt() {
    one.told(SET, Set.of(pod), 5);
    one.told(SET, Set.of(pod, UUID.randomUUID()), 6);
    one.acknowledge(5);
    assertThat(one.routes(pod)).isTrue();
  }

  @Test
  void aPodIsUnroutedOnceEveryIngressNodeHasASetWithoutIt() {
    one.told(SET, Set.of(pod), 5);
    one.acknowledge(5);
    two.told(SET, Set.of(pod), 5);
    two.acknowledge(5);
    one.told(SET, Set.of(), 6);
    two.told(SET, Set.of(), 6);
    one.acknowledge(6);
    assertThat(routing(leaving()).isEmpty()).isTrue();
    two.acknowledge(6);
    assertThat(routing(leaving()).unrouted()).containsExactly(pod);
  }

  @Test
  void aNewConnectionLeavesOutWhatItsFirstSetLacks() {
    one.told(SET, Set.of(), 9);
    assertThat(one.leavesOut(pod)).isFalse();
    one.acknowledge(9);
    assertThat(one.leavesOut(pod)).isTrue();
  }

  @Test
  void withoutAnIngressNodeNothingIsSaid() {
    assertThat(Routing.of(List.of(endpoint(false), leaving()), List.of()).isEmpty()).isTrue();
  }

  @Test
  void whatNothingLeadsToWaitsForNobody() {
    assertThat(Routing.of(List.of(new Traffic(pod, true, false, false)), List.of()).routed())
        .containsExactly(pod);
    assertThat(Routing.of(List.of(new Traffic(pod, false, false, true)), List.of()).unrouted())
        .containsExactly(pod);
  }

  @Test
  void aGenerationThatWasNeverToldIsNotBelieved() {
    one.told(SET, Set.of(), 5);
    one.acknowledge(Long.MAX_VALUE);
    one.told(SET, Set.of(pod), 6);
    assertThat(one.routes(pod)).isFalse();
  }

  private Routing routing(Traffic traffic) {
    return Routing.of(List.of(traffic), List.of(one, two));
  }

  private Traffic endpoint(boolean routed) {
    return new Traffic(pod, true, true, routed);
  }

  private Traffic leaving() {
    return new Traffic(pod, false, true, true);
  }
}
