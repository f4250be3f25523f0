package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.Reach.Traffic;
import dev.slipway.backend.kernel.NodeId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final NodeSet SET = new NodeSet(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  private static final NodeId NODE = new NodeId(new UUID(0, 1));

  private final UUID app = UUID.randomUUID();
  private final UUID pod = UUID.randomUUID();
  private final Waiting waiting = new Waiting();
  private final Told one = new Told();
  private final Told two = new Told();

  @BeforeEach
  void bothWorkFromFour() {
    tell(4);
    one.acknowledge(4);
    two.acknowledge(4);
  }

  @Test
  void aPodIsRoutedOnceEveryNodeHasSaidSo() {
    changes(true, 5);
    one.acknowledge(5);
    assertThat(routing().isEmpty()).isTrue();
    two.acknowledge(5);
    assertThat(routing().routed()).containsExactly(pod);
  }

  @Test
  void anEarlierGenerationProvesNothing() {
    tell(5);
    changes(true, 6);
    one.acknowledge(5);
    two.acknowledge(5);
    assertThat(routing().isEmpty()).isTrue();
  }

  @Test
  void aLaterGenerationProvesIt() {
    changes(true, 5);
    tell(6);
    tell(7);
    one.acknowledge(6);
    two.acknowledge(6);
    assertThat(routing().routed()).containsExactly(pod);
  }

  @Test
  void whatIsToldAgainDoesNotBeginToWaitAnew() {
    changes(true, 5);
    changes(true, 6);
    one.acknowledge(5);
    two.acknowledge(5);
    assertThat(routing().routed()).containsExactly(pod);
  }

  @Test
  void aPodThatTurnsMeanwhileWaitsForTheNewerOne() {
    changes(true, 5);
    waiting.told(app, List.of(new Traffic(pod, NODE, false, true)), 6);
    tell(6);
    one.acknowledge(5);
    two.acknowledge(5);
    assertThat(routing().isEmpty()).isTrue();
    one.acknowledge(6);
    two.acknowledge(6);
    assertThat(routing().unrouted()).containsExactly(pod);
  }

  @Test
  void aNodeToldNothingNewKnowsWhatConcernsIt() {
    waiting.told(app, traffic(true), 5);
    assertThat(routing().routed()).containsExactly(pod);
  }

  @Test
  void aNodeThatLostTheThreadKnowsNothingNew() {
    changes(true, 5);
    one.acknowledge(5);
    two.lost();
    assertThat(routing().isEmpty()).isTrue();
  }

  @Test
  void aNewConnectionKnowsNothingBeforeItHasAcknowledgedItsFirstSet() {
    waiting.told(app, traffic(true), 5);
    var fresh = new Told();
    assertThat(Routing.all(List.of(one, two, fresh))).isZero();
    fresh.told(SET, 6);
    assertThat(Routing.all(List.of(one, two, fresh))).isZero();
    fresh.acknowledge(6);
    assertThat(Routing.all(List.of(one, two, fresh))).isEqualTo(Told.EVERYTHING);
  }

  @Test
  void ofNoNodeNothingIsSaid() {
    waiting.told(app, traffic(true), 5);
    assertThat(Routing.of(waiting, _ -> Routing.all(List.of())).isEmpty()).isTrue();
  }

  @Test
  void aGenerationThatWasNeverToldIsNotBelieved() {
    one.acknowledge(Long.MAX_VALUE);
    changes(true, 5);
    assertThat(one.known()).isEqualTo(4);
  }

  @Test
  void whatIsWrittenDownIsNotWaitedFor() {
    changes(true, 5);
    waiting.told(app, List.of(new Traffic(pod, NODE, true, true)), 6);
    tell(6);
    one.acknowledge(6);
    two.acknowledge(6);
    assertThat(routing().isEmpty()).isTrue();
    assertThat(waiting.apps()).isEmpty();
  }

  @Test
  void itIsWrittenDownInParts() {
    List<Traffic> many =
        Stream.generate(UUID::randomUUID)
            .limit(2_500)
            .map(each -> new Traffic(each, NODE, true, false))
            .toList();
    waiting.told(app, many, 4);
    assertThat(routing().inParts(1_000))
        .extracting(part -> part.routed().size())
        .containsExactly(1_000, 1_000, 500);
    assertThat(routing().inParts(1_000).stream().flatMap(part -> part.routed().stream()))
        .containsExactlyInAnyOrderElementsOf(many.stream().map(Traffic::pod).toList());
  }

  private void changes(boolean endpoint, long generation) {
    waiting.told(app, traffic(endpoint), generation);
    tell(generation);
  }

  private List<Traffic> traffic(boolean endpoint) {
    return List.of(new Traffic(pod, NODE, endpoint, !endpoint));
  }

  private void tell(long generation) {
    one.told(SET, generation);
    two.told(SET, generation);
  }

  private Routing routing() {
    return Routing.of(waiting, _ -> Routing.all(List.of(one, two)));
  }
}
