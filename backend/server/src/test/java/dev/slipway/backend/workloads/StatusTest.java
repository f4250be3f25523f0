package dev.slipway.backend.workloads;

import static dev.slipway.api.apps.AppView.Status.FAILING;
import static dev.slipway.api.apps.AppView.Status.PROGRESSING;
import static dev.slipway.api.apps.AppView.Status.RUNNING;
import static dev.slipway.api.apps.AppView.Status.UNKNOWN;
import static dev.slipway.api.apps.AppView.Status.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.backend.workloads.Observed.Latest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Latest COMPLETE = new Latest(3, State.COMPLETE, null);

  @Test
  void waitsForItsFirstDeployment() {
    assertThat(Status.of(app(1, 0, null, null, false, null)).word()).isEqualTo(WAITING);
  }

  @Test
  void failsWhenTheFirstDeploymentFailed() {
    var latest = new Latest(1, State.FAILED, "There is no Dockerfile.");
    assertThat(Status.of(app(1, 0, null, null, false, latest)))
        .isEqualTo(new Status(FAILING, "There is no Dockerfile."));
  }

  @Test
  void runsWhenAllPodsAreReady() {
    assertThat(Status.of(app(2, 2, null, null, true, COMPLETE)))
        .isEqualTo(new Status(RUNNING, "2 of 2 pods are ready."));
  }

  @Test
  void countsASinglePodAsOne() {
    assertThat(Status.of(app(1, 1, null, null, true, COMPLETE)))
        .isEqualTo(new Status(RUNNING, "1 of 1 pod is ready."));
  }

  @Test
  void runsOnAfterAFailedDeploymentAndSaysSo() {
    var latest = new Latest(4, State.ROLLED_BACK, "The app ends with code 3.");
    assertThat(Status.of(app(2, 2, null, null, true, latest)))
        .isEqualTo(
            new Status(
                RUNNING,
                "2 of 2 pods are ready. Deployment 4 did not make it: The app ends with code 3."));
  }

  @Test
  void progressesWhileADeploymentIsOpen() {
    var latest = new Latest(4, State.PROGRESSING, null);
    assertThat(Status.of(app(2, 2, null, null, true, latest)))
        .isEqualTo(new Status(PROGRESSING, "Deployment 4 is rolling out; 2 of 2 pods are ready."));
    assertThat(Status.of(app(1, 0, "It listens on port 3000, not on 8080.", null, false, latest)))
        .isEqualTo(
            new Status(
                PROGRESSING, "Deployment 4 is rolling out. It listens on port 3000, not on 8080."));
    assertThat(Status.of(app(1, 0, null, "No machine can take the pod.", false, latest)))
        .isEqualTo(new Status(WAITING, "No machine can take the pod."));
  }

  @Test
  void waitsWhileItIsStopped() {
    var stopped = new Observed(0, true, false, 0, 0, null, null, true, COMPLETE, null);
    assertThat(Status.of(stopped).reason()).startsWith("Stopped:");
    assertThat(Status.of(stopped).word()).isEqualTo(WAITING);
  }

  @Test
  void failsWhenAPodKeepsEnding() {
    assertThat(Status.of(app(2, 1, "Exited with code 1.", null, true, COMPLETE)))
        .isEqualTo(new Status(FAILING, "Exited with code 1."));
  }

  @Test
  void isUnknownWhileAMachineDoesNotAnswer() {
    var app = new Observed(2, false, false, 1, 1, null, null, true, COMPLETE, null);
    assertThat(Status.of(app).word()).isEqualTo(UNKNOWN);
  }

  @Test
  void waitsWhenScaledToNothing() {
    assertThat(Status.of(app(0, 0, null, null, true, COMPLETE)).word()).isEqualTo(WAITING);
  }

  @Test
  void progressesWhilePodsStart() {
    assertThat(Status.of(app(3, 1, null, null, true, COMPLETE)))
        .isEqualTo(new Status(PROGRESSING, "1 of 3 pods are ready."));
  }

  private static Observed app(
      int wanted,
      int ready,
      @Nullable String trouble,
      @Nullable String unplaced,
      boolean deployed,
      @Nullable Latest latest) {
    return new Observed(wanted, false, false, ready, 0, trouble, unplaced, deployed, latest, null);
  }
}
