package dev.slipway.agent.pods;

import static dev.slipway.agent.pods.Pods.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusesTest {
  private static final Pod POD = Pods.pod("a").build();
  private static final Container.Running RUNS = new Container.Running(NOW.minusSeconds(60), 1);

  private static PodView running(PodMemory memory, Health health) {
    return new PodView(
        "a", POD, true, Pods.sandbox(POD, RUNS), Pods.app(POD, RUNS), memory, health);
  }

  private static PodMemory crashed(String reason, int times) {
    PodMemory memory = PodMemory.NEW;
    for (int i = 0; i < times; i++) {
      memory =
          memory
              .started()
              .ended(
                  "run", Duration.ofSeconds(1), new PodMemory.Failure(reason, "It ended."), 3, NOW);
    }
    return memory;
  }

  @Test
  void whatRunsAndIsReadySaysNothingMore() {
    PodStatus status = Statuses.of(running(PodMemory.NEW, Health.UNKNOWN.withReady(true)), null);
    assertThat(status.getPhase()).isEqualTo(Phase.RUNNING);
    assertThat(status.getReady()).isTrue();
    assertThat(status.getReason()).isEmpty();
    assertThat(status.getStartedAtMillis()).isEqualTo(RUNS.since().toEpochMilli());
  }

  @Test
  void aMessageNeverTellsASecret() {
    Pod pod = POD.toBuilder().putEnvironment("TOKEN", "s3cret-1").addSecretNames("TOKEN").build();
    var failure = new PodMemory.Failure("ProbeFailed", "The probe said: bad token s3cret-1");
    PodMemory memory = PodMemory.NEW.started().ended("run", Duration.ofSeconds(1), failure, 3, NOW);
    var view = new PodView("a", pod, true, null, null, memory, Health.UNKNOWN);
    assertThat(Statuses.of(view, null).getMessage()).isEqualTo("The probe said: bad token ••••••");
  }

  @Test
  void whatIsBeingEndedIsNotReady() {
    PodMemory signalled = PodMemory.NEW.signalled(NOW, "It does not answer.");
    assertThat(Statuses.of(running(signalled, Health.UNKNOWN.withReady(true)), null).getReady())
        .isFalse();
    var stopped =
        new PodView(
            "a",
            POD.toBuilder().setIntent(Intent.STOP).build(),
            true,
            Pods.sandbox(POD, RUNS),
            Pods.app(POD, RUNS),
            PodMemory.NEW,
            Health.UNKNOWN.withReady(true));
    PodStatus status = Statuses.of(stopped, null);
    assertThat(status.getPhase()).isEqualTo(Phase.STOPPING);
    assertThat(status.getReady()).isFalse();
  }

  @Test
  void aThirdEndInARowIsALoop() {
    PodView once = Pods.view(POD, Pods.sandbox(POD, RUNS), null, crashed("Error", 1));
    assertThat(Statuses.of(once, null).getReason()).isEqualTo("Error");
    PodView often = Pods.view(POD, Pods.sandbox(POD, RUNS), null, crashed("Error", 3));
    PodStatus status = Statuses.of(often, null);
    assertThat(status.getPhase()).isEqualTo(Phase.EXITED);
    assertThat(status.getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(status.getExitCode()).isEqualTo(3);
  }

  @Test
  void aCauseThatIsKnownIsNeverHidden() {
    PodView often = Pods.view(POD, Pods.sandbox(POD, RUNS), null, crashed("OOMKilled", 5));
    assertThat(Statuses.of(often, null).getReason()).isEqualTo("OOMKilled");
  }

  @Test
  void whatRunsAgainShowsItsLastEndUntilItIsReady() {
    PodMemory again = crashed("Error", 1).started();
    assertThat(Statuses.of(running(again, Health.UNKNOWN), null).getReason()).isEqualTo("Error");
    assertThat(
            Statuses.of(running(again.ready("run-2"), Health.UNKNOWN.withReady(true)), null)
                .getReason())
        .isEmpty();
  }

  @Test
  void troubleOfTheMomentComesFirst() {
    Health deaf =
        Health.UNKNOWN.withTrouble(new PodMemory.Failure("PortNotListening", "It is deaf."));
    PodStatus status = Statuses.of(running(crashed("Error", 1).started(), deaf), null);
    assertThat(status.getReason()).isEqualTo("PortNotListening");
    assertThat(status.getMessage()).isEqualTo("It is deaf.");
  }

  @Test
  void anImageThatCannotBeFetchedIsStillBeingFetched() {
    PodMemory memory =
        PodMemory.NEW.troubled(new PodMemory.Failure("ImagePullFailed", "No such image."), NOW);
    PodStatus status = Statuses.of(Pods.view(POD, null, null, memory), null);
    assertThat(status.getPhase()).isEqualTo(Phase.PULLING);
    assertThat(status.getReason()).isEqualTo("ImagePullFailed");
  }

  @Test
  void showsWhatIsBeingDone() {
    PodView missing = Pods.view(POD, null, null, PodMemory.NEW);
    assertThat(Statuses.of(missing, Phase.PULLING).getPhase()).isEqualTo(Phase.PULLING);
    assertThat(Statuses.of(missing, null).getPhase()).isEqualTo(Phase.STARTING);
  }
}
