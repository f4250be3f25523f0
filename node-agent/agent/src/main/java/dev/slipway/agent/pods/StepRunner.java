package dev.slipway.agent.pods;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.disk.PodImages;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.EngineDown;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Image;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.PullFailed;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one step for one pod; may be cut off at any point and done again. */
final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  /** More at once only makes each slower. */
  private static final int STARTS_AT_ONCE = 6;

  private static final Duration UNTIL_IDLE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** For the last lines of a log to arrive. */
  private static final Duration LAST_LINES = Duration.ofMillis(100);

  private static final int LOOKS_FOR_LINES = 5;
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

  /** A start that failed so often is not the engine's mood. */
  private static final int HOPELESS = 3;

  private final ContainerEngine engine;
  private final ImageLeases leases;
  private final ImagePuller puller;
  private final SandboxImage sandboxImage;
  private final NetworkPlane network;
  private final PodMounts mounts;
  private final LogPump logs;
  private final InstantSource clock;
  private final Semaphore starts = new Semaphore(STARTS_AT_ONCE);

  StepRunner(
      ContainerEngine engine,
      ImageEngine images,
      ImageLeases leases,
      PullLogins logins,
      NetworkPlane network,
      PodMounts mounts,
      LogPump logs,
      InstantSource clock) {
    this.engine = engine;
    this.leases = leases;
    this.puller = new ImagePuller(images, logins);
    this.sandboxImage = new SandboxImage(images);
    this.network = network;
    this.mounts = mounts;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * Runs the step and looks at what is there afterwards.
   *
   * @param activity told when fetching the image begins and ends
   */
  Outcome run(PodView view, Step step, Desire desire, Consumer<Phase> activity) {
    UnaryOperator<PodMemory> change = UnaryOperator.identity();
    boolean failed = false;
    try {
      change = attempt(view, step, desire, activity);
    } catch (EngineDown down) {
      return new Outcome.Unknown(String.valueOf(down.getMessage()));
    } catch (PullFailed e) {
      change = trouble("ImagePullFailed", e);
    } catch (InterruptedException _) {
      log.debug("{} for pod {} was called off", step, view.id());
    } catch (RuntimeException e) {
      failed = true;
      change = failed(view, step, e);
    }
    try {
      String name = name(view);
      return new Outcome.Done(change, Sighting.of(engine, name), failed);
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
    return step instanceof Step.Start ? startTrouble(view.pod(), e) : UnaryOperator.identity();
  }

  private UnaryOperator<PodMemory> trouble(String reason, Exception e) {
    Instant now = clock.instant();
    var failure = new PodMemory.Failure(reason, String.valueOf(e.getMessage()));
    return memory -> memory.troubled(failure, now);
  }

  private UnaryOperator<PodMemory> startTrouble(@Nullable Pod pod, Exception e) {
    Instant now = clock.instant();
    var failure =
        new PodMemory.Failure(
            "StartError", "The container could not be started: " + e.getMessage());
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
      PodView view, Step step, Desire desire, Consumer<Phase> activity)
      throws InterruptedException {
    return switch (step) {
      case Step.Start() -> start(view, desire, activity);
      case Step.NoteEnd(Container app) -> noteEnd(view, app);
      case Step.RemoveApp() -> {
        engine.remove(PodContainers.appName(name(view)));
        yield cutOff(view);
      }
      case Step.Terminate(String cause) -> terminate(view, cause);
      case Step.Kill() -> {
        engine.signal(PodContainers.appName(name(view)), "SIGKILL");
        yield UnaryOperator.identity();
      }
      case Step.Remove() -> remove(view);
      case Step.Rest _ -> UnaryOperator.identity();
    };
  }

  private UnaryOperator<PodMemory> start(PodView view, Desire desire, Consumer<Phase> activity)
      throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started.");
    // From before looking for the images until there are containers of them, which keep them.
    try (var _ = leases.hold(PodImages.of(pod))) {
      return start(pod, desire, activity);
    }
  }

  private UnaryOperator<PodMemory> start(Pod pod, Desire desire, Consumer<Phase> activity)
      throws InterruptedException {
    Image image = image(pod, desire, activity);
    starts.acquire();
    try {
      String sandboxRun = sandbox(pod, desire);
      ContainerSpec app = mounts.into(PodContainers.app(pod, image.user(), sandboxRun), pod);
      if (madeFromAnother(app)) {
        engine.remove(app.name());
      }
      engine.start(app);
      // At once: it may end before anybody sees it run.
      logs.attach(source(pod));
    } finally {
      starts.release();
    }
    return PodMemory::started;
  }

  private Image image(Pod pod, Desire desire, Consumer<Phase> activity)
      throws InterruptedException {
    Optional<Image> present = puller.present(pod.getImage());
    if (present.isPresent()) {
      return present.get();
    }
    activity.accept(Phase.PULLING);
    Image fetched = puller.pull(pod.getImage(), pod.getId(), desire.welcome());
    activity.accept(Phase.STARTING);
    return fetched;
  }

  /** Made from something else, or in the network of a sandbox that has gone. */
  private boolean madeFromAnother(ContainerSpec app) {
    return engine
        .container(app.name())
        .filter(found ->
            !Objects.equals(found.labels().get(Labels.SANDBOX), app.labels().get(Labels.SANDBOX))
                || (!found.running()
                    && !Objects.equals(
                        found.labels().get(Labels.SPEC), app.labels().get(Labels.SPEC))))
        .isPresent();
  }

  /** Makes it run unless it does; returns which run of it that is. */
  private String sandbox(Pod pod, Desire desire) {
    String name = PodContainers.sandboxName(pod.getName());
    Optional<Container> running = engine.container(name).filter(Container::running);
    if (running.isEmpty()) {
      Network wanted = desire.networks().get(pod.getNetworkId());
      if (wanted == null) {
        throw new EngineException("This node was not told of the pod's network.");
      }
      engine.start(
          PodContainers.sandbox(
              pod, sandboxImage.ensure(), network.prepare(wanted), network.nameservers()));
      running = engine.container(name).filter(Container::running);
    }
    return Instance.of(
        running.orElseThrow(() -> new EngineException("The pod's sandbox ended at once.")));
  }

  private UnaryOperator<PodMemory> noteEnd(PodView view, Container app)
      throws InterruptedException {
    Pod pod = Objects.requireNonNull(view.pod(), "Only a pod we were told of is started again.");
    var end = (Container.Exited) app.state();
    PodMemory.Failure failure = Sentences.ofEnd(pod, end, view.memory().why(), lastLine(pod));
    Duration ran = Duration.between(end.started(), end.at());
    Instant now = clock.instant();
    String instance = Instance.of(app);
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
  private List<String> lastLine(Pod pod) throws InterruptedException {
    logs.attach(source(pod));
    for (int look = 0; look < LOOKS_FOR_LINES; look++) {
      Thread.sleep(LAST_LINES);
      List<String> lines = logs.lastLines(pod.getId(), 1);
      if (!lines.isEmpty()) {
        return lines;
      }
    }
    return List.of();
  }

  private static LogSource source(Pod pod) {
    return new LogSource(
        PodContainers.appName(pod.getName()),
        pod.getId(),
        pod.getName(),
        pod.getAppId(),
        PodSecrets.of(pod));
  }

  private UnaryOperator<PodMemory> terminate(PodView view, String cause)
      throws InterruptedException {
    Container app = Objects.requireNonNull(view.app(), "Only what runs is asked to end.");
    Pod pod = view.pod();
    if (view.ending() && pod != null) {
      awaitIdle(pod.getAddress(), Instant.ofEpochMilli(view.memory().stopSince()));
    }
    Duration grace =
        pod == null ? USUAL_GRACE : Duration.ofSeconds(pod.getTerminationGraceSeconds());
    Instant deadline = clock.instant().plus(grace);
    engine.signal(app.name(), app.stopSignal());
    return memory -> memory.signalled(deadline, cause);
  }

  private void awaitIdle(String address, Instant since) throws InterruptedException {
    Instant patience = since.plus(UNTIL_IDLE);
    while (clock.instant().isBefore(patience) && !network.idle(address)) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private UnaryOperator<PodMemory> remove(PodView view) throws InterruptedException {
    if (view.app() != null) {
      Thread.sleep(LAST_LINES);
    }
    String name = name(view);
    engine.remove(PodContainers.appName(name));
    engine.remove(PodContainers.sandboxName(name));
    mounts.release(view.id());
    return UnaryOperator.identity();
  }

  /** Of a pod nobody told us of, what its containers say. */
  static String name(PodView view) {
    if (view.pod() != null) {
      return view.pod().getName();
    }
    Container any = view.sandbox() != null ? view.sandbox() : view.app();
    return any == null ? view.id() : any.labels().getOrDefault(Labels.NAME, any.name());
  }
}
