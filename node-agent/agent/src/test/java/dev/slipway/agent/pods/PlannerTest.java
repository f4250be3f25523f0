package dev.slipway.agent.pods;

import static dev.slipway.agent.pods.Pods.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Pod POD = Pods.pod("a").build();
  private static final Pod STOPPED = Pods.pod("a").setIntent(Intent.STOP).build();
  private static final Pod DRAINED = Pods.pod("a").setIntent(Intent.DRAIN).build();
  private static final Container.State RUNS = new Container.Running(NOW.minusSeconds(60), 1);
  private static final Container.State RUNS_LATER = new Container.Running(NOW, 2);
  private static final Container.Exited ENDED =
      new Container.Exited(NOW.minusSeconds(60), NOW, 3, false);

  private static Step next(PodView view) {
    return Planner.next(view, NOW);
  }

  @Test
  void startsWhatIsMissing() {
    assertThat(next(Pods.view(POD, null, null, PodMemory.NEW))).isEqualTo(new Step.Start());
    assertThat(next(Pods.view(POD, Pods.sandbox(POD, RUNS), null, PodMemory.NEW)))
        .isEqualTo(new Step.Start());
    assertThat(
            next(
                Pods.view(
                    POD,
                    Pods.sandbox(POD, RUNS),
                    Pods.app(POD, new Container.Created()),
                    PodMemory.NEW)))
        .isEqualTo(new Step.Start());
  }

  @Test
  void leavesAloneWhatRunsAlsoWhileItIsDrained() {
    for (Pod pod : List.of(POD, DRAINED)) {
      assertThat(next(Pods.view(pod, Pods.sandbox(pod, RUNS), Pods.app(pod, RUNS), PodMemory.NEW)))
          .isEqualTo(new Step.Rest(Instant.MAX));
    }
  }

  @Test
  void notesAnEndOnceAndStartsAgainAfterThePause() {
    Container app = Pods.app(POD, ENDED);
    Container sandbox = Pods.sandbox(POD, RUNS);
    assertThat(next(Pods.view(POD, sandbox, app, PodMemory.NEW))).isEqualTo(new Step.NoteEnd(app));
    PodMemory noted =
        PodMemory.NEW.ended(
            Instance.of(app),
            Duration.ofSeconds(60),
            new PodMemory.Failure("Error", "It ended."),
            3,
            NOW);
    assertThat(next(Pods.view(POD, sandbox, app, noted)))
        .isEqualTo(new Step.Rest(NOW.plusSeconds(1)));
    assertThat(Planner.next(Pods.view(POD, sandbox, app, noted), NOW.plusSeconds(1)))
        .isEqualTo(new Step.Start());
  }

  @Test
  void whatHasFinishedIsLeftAloneAlsoWhenNothingIsLeftOfIt() {
    PodMemory finished =
        PodMemory.NEW
            .ended(
                "run",
                Duration.ofSeconds(60),
                new PodMemory.Failure("Completed", "It has done its work."),
                0,
                NOW)
            .finish();
    for (Pod pod : List.of(POD, DRAINED)) {
      assertThat(next(Pods.view(pod, Pods.sandbox(pod, RUNS), Pods.app(pod, ENDED), finished)))
          .isEqualTo(new Step.Rest(Instant.MAX));
      assertThat(next(Pods.view(pod, null, null, finished))).isEqualTo(new Step.Rest(Instant.MAX));
    }
    assertThat(next(Pods.view(STOPPED, null, null, finished))).isEqualTo(new Step.Remove());
  }

  @Test
  void anAppWhoseNetworkIsGoneIsMadeAnew() {
    assertThat(next(Pods.view(POD, null, Pods.app(POD, RUNS), PodMemory.NEW)))
        .isEqualTo(new Step.RemoveApp());
    assertThat(next(Pods.view(POD, Pods.sandbox(POD, ENDED), Pods.app(POD, RUNS), PodMemory.NEW)))
        .isEqualTo(new Step.RemoveApp());
    assertThat(
            next(Pods.view(POD, Pods.sandbox(POD, RUNS_LATER), Pods.app(POD, RUNS), PodMemory.NEW)))
        .isEqualTo(new Step.RemoveApp());
  }

  @Test
  void endsInOrder() {
    Container sandbox = Pods.sandbox(STOPPED, RUNS);
    Container app = Pods.app(STOPPED, RUNS);
    assertThat(next(Pods.view(STOPPED, sandbox, app, PodMemory.NEW)))
        .isEqualTo(new Step.Terminate(""));
    PodMemory signalled = PodMemory.NEW.stopping(NOW).signalled(NOW.plusSeconds(30), "");
    assertThat(next(Pods.view(STOPPED, sandbox, app, signalled)))
        .isEqualTo(new Step.Rest(NOW.plusSeconds(30)));
    assertThat(Planner.next(Pods.view(STOPPED, sandbox, app, signalled), NOW.plusSeconds(30)))
        .isEqualTo(new Step.Kill());
    assertThat(next(Pods.view(STOPPED, sandbox, Pods.app(STOPPED, ENDED), signalled)))
        .isEqualTo(new Step.Remove());
    assertThat(next(Pods.view(STOPPED, null, null, PodMemory.NEW))).isEqualTo(new Step.Remove());
  }

  @Test
  void takesAwayWhatDoesNotBelongHere() {
    var view =
        new PodView(
            "a",
            null,
            false,
            Pods.sandbox(POD, RUNS),
            Pods.app(POD, RUNS),
            PodMemory.NEW,
            Health.UNKNOWN);
    assertThat(next(view)).isEqualTo(new Step.Terminate(""));
  }

  @Test
  void anAppThatFailsItsLivenessProbeIsAskedToEndAndThenKilled() {
    Container sandbox = Pods.sandbox(POD, RUNS);
    Container app = Pods.app(POD, RUNS);
    Health dead = Health.UNKNOWN.withDead("It does not answer.");
    var view = new PodView("a", POD, true, sandbox, app, PodMemory.NEW, dead);
    assertThat(next(view)).isEqualTo(new Step.Terminate("It does not answer."));
    PodMemory signalled = PodMemory.NEW.signalled(NOW, "It does not answer.");
    var later = new PodView("a", POD, true, sandbox, app, signalled, dead);
    assertThat(next(later)).isEqualTo(new Step.Kill());
  }

  @Test
  void plansForEachPodByItself() {
    var other = Pods.pod("b").build();
    assertThat(
            Planner.plan(
                List.of(
                    Pods.view(POD, null, null, PodMemory.NEW),
                    Pods.view(
                        other, Pods.sandbox(other, RUNS), Pods.app(other, RUNS), PodMemory.NEW)),
                NOW))
        .isEqualTo(Map.of("a", new Step.Start(), "b", new Step.Rest(Instant.MAX)));
  }
}
