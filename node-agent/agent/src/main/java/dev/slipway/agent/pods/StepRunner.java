package dev.slipway.agent.pods;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineDown;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.PullFailed;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.agent.volumes.TokenMissing;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.StartStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one step for one pod; may be cut off at any point and done again. */
final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  /** For the last lines of a log to arrive. */
  private static final Duration LAST_LINES = Duration.ofMillis(100);

  private static final int LOOKS_FOR_LINES = 5;

  /** A start that failed so often is not the engine's mood. */
  private static final int HOPELESS = 3;

  private final ContainerEngine engine;
  private final Launcher launcher;
  private final Sandboxes sandboxes;
  private final PodMounts mounts;
  private final Ending ending;
  private final LogPump logs;
  private final InstantSource clock;
  private final CompanionRunner companions;

  StepRunner(
      ContainerEngine engine,
      Launcher launcher,
      Sandboxes sandboxes,
      PodMounts mounts,
      Ending ending,
      LogPump logs,
      InstantSource clock) {
    this.engine = engine;
    this.launcher = launcher;
    this.sandboxes = sandboxes;
    this.mounts = mounts;
    this.ending = ending;
    this.logs = logs;
    this.clock = clock;
    this.companions = new CompanionRunner(engine, this::lastLine, clock);
  }

  /**
   * Runs the step and looks at what is there afterwards.
   *
   * @param activity told when fetching the image begins and ends
   * @param steps told of each step of a start
   */
  Outcome run(
      PodView view,
      Step step,
      Desire desire,
      Consumer<Phase> activity,
      Consumer<List<StartStep>> steps) {
    UnaryOperator<PodMemory> change = UnaryOperator.identity();
    boolean failed = false;
    try {
      change = attempt(view, step, desire, activity, steps);
    } catch (EngineDown down) {
      return new Outcome.Unknown(String.valueOf(down.getMessage()));
    } catch (PullFailed e) {
      change = trouble("ImagePullFailed", e);
    } catch (TokenMissing e) {
      Instant now = clock.instant();
      var wait = new PodMemory.Failure("WaitsForToken", String.valueOf(e.getMessage()));
      change = memory -> memory.waiting(wait, now);
    } catch (InterruptedException _) {
      log.debug("{} for pod {} was called off", step, view.id());
    } catch (RuntimeException e) {
      failed = true;
      change = failed(view, step, e);
    }
    try {
      return new Outcome.Done(change, Sighting.of(engine, view), failed);
    } catch (EngineException e) {
      return new Outcome.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private UnaryOperator<PodMemory> failed(PodView view, Step step, RuntimeException e) {
    String name = step.getClass().getSimpleName();
    if (e instanceof EngineException) {
      log.info(
          "{} for pod {} did not work: {}",
          name,
          view.id(),
          PodSecrets.redacted(view.pod(), String.valueOf(e.getMessage())));
    } else {
      log.warn("{} for pod {} did not work", name, view.id(), e);
    }
    return starts(step) ? startTrouble(view.pod(), e) : UnaryOperator.identity();
  }

  private static boolean starts(Step step) {
    return step instanceof Step.Start
        || (step instanceof Step.OfCompanion(_, var what) && what instanceof CompanionStep.Start);
  }

  private UnaryOperator<PodMemory> trouble(String reason, Exception e) {
    Instant now = clock.instant();
    var failure = new PodMemory.Failure(reason, String.valueOf(e.getMessage()));
    return memory -> memory.troubled(failure, now);
  }

  private UnaryOperator<PodMemory> startTrouble(@Nullable Pod pod, Exception e) {
    Instant now = clock.instant();
    PodMemory.Failure failure = StartTroubles.of(String.valueOf(e.getMessage()));
    var passing = new PodMemory.Failure("Starting", failure.message());
    boolean once = pod != null && !Restart.again(pod.getRestart(), Restart.NOT_STARTED);
    return memory -> {
      boolean hopeless = memory.failures() + 1 >= HOPELESS;
      return hopeless && once
          ? memory.failedFor(failure, Restart.NOT_STARTED)
          : memory.troubled(hopeless ? failure : passing, now);
    };
  }

  private UnaryOperator<PodMemory> attempt(
      PodView view,
      Step step,
      Desire desire,
      Consumer<Phase> activity,
      Consumer<List<StartStep>> steps)
      throws InterruptedException {
    return switch (step) {
      case Step.Start() -> start(view, desire, activity, steps);
      case Step.NoteEnd(Container app) -> noteEnd(view, app);
      case Step.RemoveApp() -> {
        engine.remove(PodContainers.appName(name(view)));
        yield cutOff(view);
      }
      case Step.Terminate(String cause) -> ending.ask(view, cause);
      case Step.Kill() -> {
        engine.signal(PodContainers.appName(name(view)), "SIGKILL");
        yield UnaryOperator.identity();
      }
      case Step.OfCompanion of ->
          companions.run(
              view,
              of,
              (pod, program, maker) ->
                  launcher.launch(
                      pod, program, desire, activity, new StartSteps(pod, clock, steps), maker));
      case Step.Remove() -> remove(view);
      case Step.Rest _ -> UnaryOperator.identity();
    };
  }

  private UnaryOperator<PodMemory> start(
      PodView view, Desire desire, Consumer<Phase> activity, Consumer<List<StartStep>> steps)
      throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started.");
    launcher.launch(
        pod,
        pod,
        desire,
        activity,
        new StartSteps(pod, clock, steps),
        (user, sandboxRun) -> PodContainers.app(pod, user, sandboxRun));
    return PodMemory::started;
  }

  private UnaryOperator<PodMemory> noteEnd(PodView view, Container app)
      throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started again.");
    var end = (Container.Exited) app.state();
    PodMemory.Failure failure =
        Sentences.ofEnd(pod, end, view.memory().why(), lastLine(source(pod)));
    Duration ran = Duration.between(end.started(), end.at());
    Instant now = clock.instant();
    String instance = Instance.of(app);
    if (failure.reason().equals("EphemeralStorage")) {
      // What it wrote goes with it.
      engine.remove(app.name());
    }
    boolean again = Restart.again(pod.getRestart(), end.code());
    return memory -> {
      PodMemory noted = memory.ended(instance, ran, failure, end.code(), now);
      return again ? noted : noted.finish();
    };
  }

  /** What may run only once is not begun anew because its network has gone. */
  private static UnaryOperator<PodMemory> cutOff(PodView view) {
    Pod pod = view.pod();
    if (pod == null || Restart.again(pod.getRestart(), Restart.KILLED)) {
      return PodMemory::cutOff;
    }
    var lost =
        new PodMemory.Failure(
            "SandboxLost", "The pod's network was gone, and it may run only once.");
    return memory -> memory.failedFor(lost, Restart.KILLED);
  }

  /** The last lines may still be on their way. */
  private List<String> lastLine(LogSource source) throws InterruptedException {
    logs.attach(source);
    for (int look = 0; look < LOOKS_FOR_LINES; look++) {
      Thread.sleep(LAST_LINES);
      List<String> lines = logs.lastLines(source, 1);
      if (!lines.isEmpty()) {
        return lines;
      }
    }
    return List.of();
  }

  private static LogSource source(Pod pod) {
    return Launcher.source(pod, PodContainers.appName(pod.getName()));
  }

  private UnaryOperator<PodMemory> remove(PodView view) throws InterruptedException {
    if (view.app() != null) {
      Thread.sleep(LAST_LINES);
    }
    String name = name(view);
    engine.remove(PodContainers.appName(name));
    view.companions().forEach(companion -> engine.remove(companion.containerName(name)));
    engine.remove(PodContainers.sandboxName(name));
    sandboxes.forget(view.sandbox());
    mounts.release(view.id());
    return UnaryOperator.identity();
  }

  /** Of a pod nobody told us of, what its containers say. */
  static String name(PodView view) {
    if (view.pod() != null) {
      return view.pod().getName();
    }
    Container any =
        Stream.concat(
                Stream.of(view.sandbox(), view.app()),
                view.companions().stream().map(CompanionView::container))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return any == null ? view.id() : any.labels().getOrDefault(Labels.NAME, any.name());
  }
}
