package dev.slipway.agent.pods;

import static dev.slipway.agent.pods.Pods.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompanionPlannerTest {
  private static final Pod POD = Pods.pod("a").build();
  private static final Pod STOPPED = Pods.pod("a").setIntent(Intent.STOP).build();
  private static final Container.State RUNS = new Container.Running(NOW.minusSeconds(60), 1);
  private static final Container.State DONE =
      new Container.Exited(NOW.minusSeconds(30), NOW.minusSeconds(20), 0, false);
  private static final Container.State FAILED =
      new Container.Exited(NOW.minusSeconds(30), NOW.minusSeconds(20), 3, false);
  private static final Step REST = new Step.Rest(Instant.MAX);

  private static Step next(Pod pod, @Nullable Container app, CompanionView... companions) {
    return next(pod, Pods.sandbox(pod, RUNS), app, PodMemory.NEW, companions);
  }

  private static Step next(
      Pod pod,
      @Nullable Container sandbox,
      @Nullable Container app,
      PodMemory memory,
      CompanionView... companions) {
    return Planner.next(
        new PodView("a", pod, true, sandbox, app, memory, Health.UNKNOWN, List.of(companions)),
        NOW);
  }

  private static CompanionView init(String name, Container.@Nullable State state) {
    return companion(name, true, state, noted(name, state), Health.UNKNOWN);
  }

  private static CompanionView sidecar(String name, Container.@Nullable State state) {
    return companion(name, false, state, noted(name, state), Health.UNKNOWN);
  }

  private static CompanionView companion(
      String name, boolean init, Container.@Nullable State state, PodMemory memory, Health health) {
    var told = Companion.newBuilder().setName(name);
    if (!init) {
      told.setStartup(Probe.newBuilder().setExec(ExecProbe.getDefaultInstance()));
    }
    return new CompanionView(
        name, init, told.build(), state == null ? null : container(name, state), memory, health);
  }

  private static Container container(String name, Container.State state) {
    return new Container(
        "id-" + name,
        POD.getName() + "_" + name,
        "image",
        Map.of(
            Labels.POD,
            "a",
            Labels.CONTAINER,
            name,
            Labels.SANDBOX,
            "id-" + POD.getName() + "@" + NOW.minusSeconds(60)),
        "SIGTERM",
        state);
  }

  /** An end that was noted long ago. */
  private static PodMemory noted(String name, Container.@Nullable State state) {
    return state instanceof Container.Exited end
        ? PodMemory.NEW.ended(
            Instance.of(container(name, state)),
            Duration.ofSeconds(10),
            new PodMemory.Failure("Error", "It ended."),
            end.code(),
            NOW.minusSeconds(20))
        : PodMemory.NEW;
  }

  private static CompanionView started(CompanionView sidecar) {
    return new CompanionView(
        sidecar.name(),
        false,
        sidecar.told(),
        sidecar.container(),
        sidecar.memory(),
        Health.UNKNOWN.withStarted());
  }

  private static Step start(String name) {
    return new Step.OfCompanion(name, new CompanionStep.Start());
  }

  private static Step terminate(String name, String cause) {
    return new Step.OfCompanion(name, new CompanionStep.Terminate(cause));
  }

  @Test
  void initContainersRunInOrderAndTheAppAfterThem() {
    assertThat(next(POD, null, init("one", null), init("two", null))).isEqualTo(start("one"));
    assertThat(next(POD, null, init("one", RUNS), init("two", null))).isEqualTo(REST);
    assertThat(next(POD, null, init("one", DONE), init("two", null))).isEqualTo(start("two"));
    assertThat(next(POD, null, init("one", DONE), init("two", DONE))).isEqualTo(new Step.Start());
  }

  @Test
  void theEndOfAnInitContainerIsNotedOnce() {
    var end = container("one", DONE);
    var view = companion("one", true, DONE, PodMemory.NEW, Health.UNKNOWN);
    assertThat(next(POD, null, view))
        .isEqualTo(new Step.OfCompanion("one", new CompanionStep.NoteEnd(end)));
  }

  @Test
  void anInitContainerThatFailedIsStartedAgainAfterItsPause() {
    assertThat(next(POD, null, init("one", FAILED), init("two", null))).isEqualTo(start("one"));
    PodMemory justNow =
        PodMemory.NEW.ended(
            Instance.of(container("one", FAILED)),
            Duration.ofSeconds(10),
            new PodMemory.Failure("Error", "It ended."),
            3,
            NOW);
    assertThat(next(POD, null, companion("one", true, FAILED, justNow, Health.UNKNOWN)))
        .isEqualTo(new Step.Rest(NOW.plusSeconds(1)));
  }

  @Test
  void initContainersDoNotRunAgainWhenTheAppDoes() {
    Container app = Pods.app(POD, FAILED);
    PodMemory noted =
        PodMemory.NEW.ended(
            Instance.of(app),
            Duration.ofSeconds(10),
            new PodMemory.Failure("Error", "It ended."),
            3,
            NOW.minusSeconds(20));
    assertThat(next(POD, Pods.sandbox(POD, RUNS), app, noted, init("one", null)))
        .isEqualTo(new Step.Start());
  }

  @Test
  void inANewSandboxInitContainersRunAgain() {
    var later = Pods.sandbox(POD, new Container.Running(NOW, 2));
    assertThat(next(POD, later, null, PodMemory.NEW, init("one", DONE))).isEqualTo(start("one"));
    assertThat(next(POD, null, null, PodMemory.NEW, init("one", DONE))).isEqualTo(start("one"));
  }

  @Test
  void whatComesAfterASidecarWaitsForItsStartupProbe() {
    assertThat(next(POD, null, sidecar("proxy", null))).isEqualTo(start("proxy"));
    assertThat(next(POD, null, sidecar("proxy", RUNS))).isEqualTo(REST);
    assertThat(next(POD, null, started(sidecar("proxy", RUNS)))).isEqualTo(new Step.Start());
    assertThat(next(POD, null, sidecar("proxy", RUNS), init("one", null))).isEqualTo(REST);
    assertThat(next(POD, null, started(sidecar("proxy", RUNS)), init("one", null)))
        .isEqualTo(start("one"));
  }

  @Test
  void aSidecarThatEndsIsStartedAgainAndTheAppRunsOn() {
    assertThat(next(POD, Pods.app(POD, RUNS), sidecar("proxy", DONE))).isEqualTo(start("proxy"));
    assertThat(next(POD, Pods.app(POD, RUNS), started(sidecar("proxy", RUNS)))).isEqualTo(REST);
  }

  @Test
  void aSidecarThatIsDeadIsAskedToEndAndThenKilled() {
    Health dead = Health.UNKNOWN.withDead("It hangs.");
    assertThat(next(POD, Pods.app(POD, RUNS), companion("proxy", false, RUNS, PodMemory.NEW, dead)))
        .isEqualTo(terminate("proxy", "It hangs."));
    PodMemory signalled = PodMemory.NEW.signalled(NOW, "It hangs.");
    assertThat(next(POD, Pods.app(POD, RUNS), companion("proxy", false, RUNS, signalled, dead)))
        .isEqualTo(new Step.OfCompanion("proxy", new CompanionStep.Kill()));
  }

  @Test
  void anAppThatEndsDoesNotTouchItsSidecars() {
    Container app = Pods.app(POD, FAILED);
    assertThat(next(POD, app, started(sidecar("proxy", RUNS)))).isEqualTo(new Step.NoteEnd(app));
  }

  @Test
  void theAppEndsFirstAndTheSidecarsInReverse() {
    var one = sidecar("one", RUNS);
    var two = sidecar("two", RUNS);
    assertThat(next(STOPPED, Pods.app(STOPPED, RUNS), one, two)).isEqualTo(new Step.Terminate(""));
    assertThat(next(STOPPED, Pods.app(STOPPED, FAILED), one, two)).isEqualTo(terminate("two", ""));
    var ending =
        companion(
            "two", false, RUNS, PodMemory.NEW.signalled(NOW.plusSeconds(9), ""), Health.UNKNOWN);
    assertThat(next(STOPPED, Pods.app(STOPPED, FAILED), one, ending))
        .isEqualTo(new Step.Rest(NOW.plusSeconds(9)));
    assertThat(next(STOPPED, Pods.app(STOPPED, FAILED), one, sidecar("two", DONE)))
        .isEqualTo(terminate("one", ""));
    assertThat(next(STOPPED, null, sidecar("one", DONE), sidecar("two", DONE)))
        .isEqualTo(new Step.Remove());
  }

  @Test
  void theSidecarsOfFinishedWorkEnd() {
    PodMemory finished = PodMemory.NEW.finish();
    Container sandbox = Pods.sandbox(POD, RUNS);
    assertThat(next(POD, sandbox, Pods.app(POD, DONE), finished, sidecar("proxy", RUNS)))
        .isEqualTo(terminate("proxy", ""));
    assertThat(next(POD, sandbox, Pods.app(POD, DONE), finished, sidecar("proxy", DONE)))
        .isEqualTo(REST);
  }
}
