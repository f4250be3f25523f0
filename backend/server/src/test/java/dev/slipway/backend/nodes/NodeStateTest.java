package dev.slipway.backend.nodes;

import static dev.slipway.backend.nodes.NodeState.READY;
import static dev.slipway.backend.nodes.NodeState.SUSPECT;
import static dev.slipway.backend.nodes.NodeState.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final DetectionProperties DETECTION =
      new DetectionProperties(Duration.ofSeconds(1));

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
    assertThat(DETECTION.after(from, Duration.ofMillis(silence), LONG)).isEqualTo(to);
  }

  @Test
  void aSilenceNobodyListenedToProvesNothing() {
    assertThat(DETECTION.after(READY, LONG, Duration.ofSeconds(1))).isEqualTo(READY);
    assertThat(DETECTION.after(READY, LONG, Duration.ofSeconds(4))).isEqualTo(SUSPECT);
    assertThat(DETECTION.after(UNREACHABLE, LONG, Duration.ZERO)).isEqualTo(UNREACHABLE);
  }

  @Test
  void withRarerHeartbeatsALongerSilenceIsBorne() {
    var patient = new DetectionProperties(Duration.ofSeconds(4));
    assertThat(patient.after(READY, Duration.ofSeconds(11), LONG)).isEqualTo(READY);
    assertThat(patient.after(READY, Duration.ofSeconds(12), LONG)).isEqualTo(SUSPECT);
    assertThat(patient.after(SUSPECT, Duration.ofSeconds(32), LONG)).isEqualTo(UNREACHABLE);
  }

  @Test
  void heartbeatsThatWouldDetectNothingAreRefused() {
    assertThatThrownBy(() -> new DetectionProperties(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DetectionProperties(Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyWhatChangesIsPlanned() {
    var quiet = silence(READY, 4);
    var lively = silence(READY, 1);
    var gone = silence(UNREACHABLE, 60);
    assertThat(NodeHealth.plan(List.of(quiet, lively, gone), LONG, DETECTION))
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
