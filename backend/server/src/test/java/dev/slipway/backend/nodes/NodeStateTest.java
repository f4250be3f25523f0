package dev.slipway.backend.nodes;

import static dev.slipway.backend.nodes.NodeState.READY;
import static dev.slipway.backend.nodes.NodeState.SUSPECT;
import static dev.slipway.backend.nodes.NodeState.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTest {
  private static final Duration LONG = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({
    "READY, 0, READY",
    "READY, 2999, READY",
    "READY, 3000, SUSPECT",
    "SUSPECT, 7999, SUSPECT",
    "SUSPECT, 8000, UNREACHABLE",
    "READY, 9000, UNREACHABLE",
    "UNREACHABLE, 5000, UNREACHABLE",
    "UNREACHABLE, 100, READY",
    "SUSPECT, 100, READY"
  })
  void silenceDecides(NodeState from, long silence, NodeState to) {
    assertThat(from.after(Duration.ofMillis(silence), LONG)).isEqualTo(to);
  }

  @Test
  void aSilenceNobodyListenedToProvesNothing() {
    assertThat(READY.after(LONG, Duration.ofSeconds(1))).isEqualTo(READY);
    assertThat(READY.after(LONG, Duration.ofSeconds(4))).isEqualTo(SUSPECT);
    assertThat(UNREACHABLE.after(LONG, Duration.ZERO)).isEqualTo(UNREACHABLE);
  }

  @Test
  void onlyWhatChangesIsPlanned() {
    var quiet = silence(READY, 4);
    var lively = silence(READY, 1);
    var gone = silence(UNREACHABLE, 60);
    assertThat(NodeHealth.plan(List.of(quiet, lively, gone), LONG))
        .containsExactly(new NodeHealth.Move(quiet.node(), "node", READY, SUSPECT, false));
  }

  @Test
  void aStormIsMoreThanHalf() {
    assertThat(StormGuard.holds(2, 1)).isFalse();
    assertThat(StormGuard.holds(1, 1)).isTrue();
    assertThat(StormGuard.holds(10, 6)).isTrue();
    assertThat(StormGuard.holds(20, 11)).isTrue();
    assertThat(StormGuard.holds(20, 10)).isFalse();
    assertThat(StormGuard.holds(0, 0)).isFalse();
  }

  private static NodeHealthRepository.Silence silence(NodeState state, long seconds) {
    return new NodeHealthRepository.Silence(
        new NodeId(UUID.randomUUID()), "node", state, Duration.ofSeconds(seconds), false);
  }
}
