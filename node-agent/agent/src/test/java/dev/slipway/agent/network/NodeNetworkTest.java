package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packet filter that refuses is a fault that is injected. */
class NodeNetworkTest {
  private static final DesiredNetwork NOTHING =
      new DesiredNetwork(
          "10.11.0.0/20", "", "10.96.0.0/16", List.of(), List.of(), List.of(), List.of());

  private final AtomicBoolean refuses = new AtomicBoolean();
  private final Exec programs =
      command ->
          refuses.get() && command.arguments().getFirst().equals("nft")
              ? new Outcome(1, "", "Operation not permitted", false)
              : new Outcome(0, "", "", false);

  @TempDir Path state;

  private NodeNetwork network() {
    return new NodeNetwork(
        new FakeEngine(Clock.systemUTC()),
        programs,
        new NoIngress(),
        new NetworkSettings(state, 8080));
  }

  @Test
  void aNodeWhosePacketFilterKeepsRefusingSaysSo() {
    try (NodeNetwork network = network()) {
      refuses.set(true);
      assertThatThrownBy(() -> network.apply(NOTHING)).isInstanceOf(NetworkFailed.class);
      assertThat(network.works()).isTrue();
      assertThatThrownBy(() -> network.apply(NOTHING)).isInstanceOf(NetworkFailed.class);
      assertThat(network.works()).isFalse();
    }
  }

  @Test
  void onceTheRulesStandItWorksAgain() {
    try (NodeNetwork network = network()) {
      refuses.set(true);
      for (int times = 0; times < 3; times++) {
        assertThatThrownBy(() -> network.apply(NOTHING)).isInstanceOf(NetworkFailed.class);
      }
      refuses.set(false);
      network.apply(NOTHING);
      assertThat(network.works()).isTrue();
    }
  }
}
