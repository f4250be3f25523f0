package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Does one step for a container beside the app. */
final class CompanionRunner {
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

  /** However much of the pod's time the app has taken. */
  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  /** A long run: what has done its work begins with the shortest pause if it runs once more. */
  private static final Duration LONG = Duration.ofDays(1);

  private final ContainerEngine engine;
  private final LastLines lastLines;
  private final InstantSource clock;

  CompanionRunner(ContainerEngine engine, LastLines lastLines, InstantSource clock) {
    this.engine = engine;
    this.lastLines = lastLines;
    this.clock = clock;
  }

  /** Makes a container of a pod run, with all it needs. */
  interface Launch {
    /**
     * @param program the pod as if the container were its app
     */
    void launch(Pod pod, Pod program, Maker maker) throws InterruptedException;
  }

  /** What the container is made of. */
  interface Maker {
    ContainerSpec of(String appUser, String sandboxRun);
  }

  /** The last lines of a log, which may still be on their way. */
  interface LastLines {
    List<String> of(LogSource source) throws InterruptedException;
  }

  /** What is to be remembered of the companion. */
  UnaryOperator<PodMemory> run(PodView view, Step.OfCompanion step, Launch launch)
      throws InterruptedException {
    CompanionView companion = companion(view, step.name());
    return switch (step.what()) {
      case CompanionStep.Start() -> start(view, companion, launch);
      case CompanionStep.NoteEnd(Container container) -> noteEnd(view, companion, container);
      case CompanionStep.Terminate(String cause) -> terminate(view, companion, cause);
      case CompanionStep.Kill() -> {
        engine.signal(companion.containerName(StepRunner.name(view)), "SIGKILL");
        yield UnaryOperator.identity();
      }
    };
  }

  static CompanionView companion(PodView view, String name) {
    return view.companions().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The pod has no container " + name));
  }

  private UnaryOperator<PodMemory> start(PodView view, CompanionView companion, Launch launch)
      throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started.");
    Companion told = Objects.requireNonNull(companion.told(), "It is made of what we were told.");
    int order = view.companions().indexOf(companion);
    launch.launch(
        pod,
        CompanionContainers.asApp(pod, told),
        (user, sandboxRun) ->
            CompanionContainers.spec(pod, told, companion.init(), order, user, sandboxRun));
    return PodMemory::started;
  }

  private UnaryOperator<PodMemory> noteEnd(
      PodView view, CompanionView companion, Container container) throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started again.");
    var end = (Container.Exited) container.state();
    boolean done = companion.init() && end.code() == 0;
    // What went well is told without its last line: the next one need not wait for it.
    List<String> lines = done ? List.of() : lastLines.of(source(pod, companion.name()));
    PodMemory.Failure failure =
        CompanionSentences.ofEnd(companion, end, companion.memory().why(), lines);
    Duration ran = done ? LONG : Duration.between(end.started(), end.at());
    Instant now = clock.instant();
    String instance = Instance.of(container);
    boolean again = !companion.init() || Restart.again(pod.getRestart(), end.code());
    return memory -> {
      PodMemory noted = memory.ended(instance, ran, failure, end.code(), now);
      return done || !again ? noted.finish() : noted;
    };
  }

  private UnaryOperator<PodMemory> terminate(PodView view, CompanionView companion, String cause) {
    Container container =
        Objects.requireNonNull(companion.container(), "Only what runs is asked to end.");
    Instant deadline = deadline(view, cause);
    engine.signal(container.name(), container.stopSignal());
    return memory -> memory.signalled(deadline, cause);
  }

  /** When the pod ends, what the app has left of its time. */
  private Instant deadline(PodView view, String cause) {
    Instant now = clock.instant();
    Pod pod = view.pod();
    Duration grace =
        pod == null ? USUAL_GRACE : Duration.ofSeconds(pod.getTerminationGraceSeconds());
    if (!cause.isEmpty()) {
      return now.plus(grace);
    }
    long end = view.memory().killAt();
    long since = view.memory().stopSince();
    Instant deadline =
        end != 0
            ? Instant.ofEpochMilli(end)
            : (since == 0 ? now : Instant.ofEpochMilli(since)).plus(grace);
    Instant least = now.plus(LEAST_GRACE);
    return deadline.isBefore(least) ? least : deadline;
  }

  static LogSource source(Pod pod, String name) {
    return new LogSource(
        CompanionContainers.name(pod.getName(), name),
        pod.getId(),
        pod.getName(),
        pod.getAppId(),
        PodSecrets.of(pod));
  }
}
