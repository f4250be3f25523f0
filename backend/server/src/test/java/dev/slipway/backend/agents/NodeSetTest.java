package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.FakeSet;
import dev.slipway.protocol.DesiredDelta;
import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class NodeSetTest {
  private static final NodeSet EMPTY =
      new NodeSet(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  @RepeatedTest(200)
  void deltasLeadToWhatACompleteSetSays(RepetitionInfo run) {
    var random = new SplittableRandom(run.getCurrentRepetition());
    var agent = new FakeSet();
    NodeSet told = any(random);
    agent.replace(told.complete(1, 1));
    for (long generation = 2; generation < 12; generation++) {
      NodeSet next = random.nextInt(4) == 0 ? told : any(random);
      var delta = next.since(told);
      assertThat(delta.isPresent()).isEqualTo(!next.equals(told));
      if (delta.isPresent()) {
        agent.apply(delta.get().setAppliesTo(agent.generation()).setGeneration(generation).build());
      }
      told = next;
      var fresh = new FakeSet();
      fresh.replace(told.complete(agent.epoch(), agent.generation()));
      assertThat(agent.whole()).isEqualTo(fresh.whole());
    }
  }

  @Test
  void aDeltaSaysOnlyWhatIsDifferent() {
    Pod kept = Pod.newBuilder().setId("kept").build();
    Pod drained = Pod.newBuilder().setId("moved").setIntent(Intent.DRAIN).build();
    var before =
        new NodeSet(
            Map.of("kept", kept, "moved", drained.toBuilder().setIntent(Intent.RUN).build()),
            Map.of(),
            Map.of("s", Service.newBuilder().setId("s").build()),
            Map.of(),
            Map.of());
    var after =
        new NodeSet(Map.of("kept", kept, "moved", drained), Map.of(), Map.of(), Map.of(), Map.of());
    assertThat(after.since(before).map(DesiredDelta.Builder::build))
        .contains(DesiredDelta.newBuilder().addPods(drained).addRemovedServices("s").build());
  }

  @Test
  void ofEqualSetsThereIsNothingToSay() {
    assertThat(EMPTY.since(new NodeSet(Map.of(), Map.of(), Map.of(), Map.of(), Map.of())))
        .isEmpty();
  }

  private static NodeSet any(SplittableRandom random) {
    return new NodeSet(
        some(
            random, id -> Pod.newBuilder().setId(id).setIntentValue(1 + random.nextInt(3)).build()),
        some(
            random,
            id -> Network.newBuilder().setId(id).setSubnet("10.64." + random.nextInt(3)).build()),
        some(
            random,
            id -> {
              var service = Service.newBuilder().setId(id).setPort(80);
              for (int i = random.nextInt(3); i > 0; i--) {
                service.addEndpoints(Endpoint.newBuilder().setPort(random.nextInt(3)));
              }
              return service.build();
            }),
        some(random, id -> Route.newBuilder().setId(id).setHost("h" + random.nextInt(3)).build()),
        some(
            random,
            id -> Peer.newBuilder().setNodeId(id).setAddress("n" + random.nextInt(3)).build()));
  }

  private static <M> Map<String, M> some(SplittableRandom random, Function<String, M> make) {
    var map = new HashMap<String, M>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String id = "id-" + random.nextInt(8);
      map.put(id, make.apply(id));
    }
    return map;
  }
}
