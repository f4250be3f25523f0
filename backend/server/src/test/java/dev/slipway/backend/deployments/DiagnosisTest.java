package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource({
    "Error, 0, false",
    "Error, 2, false",
    "Error, 3, true",
    "CrashLoopBackOff, 1, false",
    "CrashLoopBackOff, 2, true",
    "StartError, 0, true",
    "ImagePullFailed, 0, true",
    "ProbeFailed, 0, false"
  })
  void givesUpEarlyOnlyWhenWaitingWillNotMendIt(String reason, int restarts, boolean hopeless) {
    Pod pod = pod(Phase.EXITED, restarts, reason, "because", 60);
    assertThat(Diagnosis.hopeless(List.of(pod), NOW).isPresent()).isEqualTo(hopeless);
  }

  @Test
  void waitsALittleForAnImageOutOfReach() {
    Pod pod = pod(Phase.PULLING, 0, "ImagePullFailed", "no route", 5);
    assertThat(Diagnosis.hopeless(List.of(pod), NOW)).isEmpty();
  }

  @Test
  void neverGivesUpOnAPodThatIsReady() {
    Pod pod =
        new Pod(
            id(),
            deployment(),
            "p",
            true,
            false,
            Phase.RUNNING,
            true,
            NOW,
            true,
            5,
            1,
            "Error",
            "m",
            NOW,
            null);
    assertThat(Diagnosis.hopeless(List.of(pod), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EXITED, 3, Error, image-exits",
    "RUNNING, 1, OOMKilled, image-exits",
    "RUNNING, 0, PortNotListening, port-not-listening",
    "RUNNING, 0, ProbeFailed, never-ready",
    "RUNNING, 0, , never-ready",
    "PULLING, 0, , progress-deadline",
    "PULLING, 0, ImagePullFailed, image-pull-failed",
    "EXITED, 0, StartError, engine-error"
  })
  void namesTheTrouble(Phase phase, int restarts, @Nullable String reason, String type) {
    Pod pod = pod(phase, restarts, reason, null, 600);
    Trouble trouble = Diagnosis.late(List.of(pod), true, DEADLINE);
    assertThat(trouble.type()).isEqualTo(type);
    assertThat(trouble.sentence()).endsWith(".");
  }

  @Test
  void repeatsWhatTheMachineSaid() {
    Pod pod = pod(Phase.EXITED, 3, "Error", "It ended with code 3: no database.", 60);
    assertThat(Diagnosis.late(List.of(pod), true, DEADLINE).sentence())
        .isEqualTo("It ended with code 3: no database.");
  }

  @Test
  void blamesCapacityWhenNoMachineTakesThePod() {
    Pod pod =
        new Pod(
            id(),
            deployment(),
            "p",
            false,
            false,
            Phase.PENDING,
            false,
            null,
            false,
            0,
            null,
            null,
            "No machine can take the pod: a is full.",
            NOW,
            null);
    assertThat(Diagnosis.late(List.of(pod), true, DEADLINE))
        .isEqualTo(new Trouble("out-of-capacity", "No machine can take the pod: a is full."));
  }

  private static Pod pod(
      Phase phase, int restarts, @Nullable String reason, @Nullable String message, int age) {
    return new Pod(
        id(),
        deployment(),
        "p",
        true,
        false,
        phase,
        false,
        null,
        false,
        restarts,
        3,
        reason,
        message,
        NOW.minusSeconds(age),
        null);
  }

  private static PodId id() {
    return new PodId(UUID.randomUUID());
  }

  private static DeploymentId deployment() {
    return new DeploymentId(UUID.randomUUID());
  }
}
