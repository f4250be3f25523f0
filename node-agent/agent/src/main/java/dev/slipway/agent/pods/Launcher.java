package dev.slipway.agent.pods;

import static dev.slipway.protocol.StartStep.Kind.CREATE;
import static dev.slipway.protocol.StartStep.Kind.FILESYSTEM;
import static dev.slipway.protocol.StartStep.Kind.NETWORK;
import static dev.slipway.protocol.StartStep.Kind.PULL;
import static dev.slipway.protocol.StartStep.Kind.START;
import static dev.slipway.protocol.StartStep.Kind.TOKEN;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.disk.PodImages;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.Image;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Makes a container of a pod run, with all it needs: image, sandbox, files and network. */
final class Launcher {
  /** More at once only makes each slower. */
  private static final int STARTS_AT_ONCE = 8;

  private final ContainerEngine engine;
  private final ImageLeases leases;
  private final ImagePuller puller;
  private final Sandboxes sandboxes;
  private final PodMounts mounts;
  private final Policies policies;
  private final LogPump logs;
  private final Semaphore starts = new Semaphore(STARTS_AT_ONCE);

  Launcher(
      ContainerEngine engine,
      ImageLeases leases,
      ImagePuller puller,
      Sandboxes sandboxes,
      PodMounts mounts,
      Policies policies,
      LogPump logs) {
    this.engine = engine;
    this.leases = leases;
    this.puller = puller;
    this.sandboxes = sandboxes;
    this.mounts = mounts;
    this.policies = policies;
    this.logs = logs;
  }

  /**
   * Makes it run unless it does.
   *
   * @param program the pod as if the container to be launched were its app
   * @param activity told when fetching the image begins and ends
   * @param maker of the container, when its sandbox and its image are there
   */
  void launch(
      Pod pod,
      Pod program,
      Desire desire,
      Consumer<Phase> activity,
      StartSteps steps,
      CompanionRunner.Maker maker)
      throws InterruptedException {
    // From before looking for the images until there are containers of them, which keep them.
    try (var _ = leases.hold(PodImages.of(pod))) {
      Image app = image(pod, desire, activity, steps);
      Image _ = image(program, desire, activity, steps);
      if (mounts.tokens().missing(pod)) {
        // Before its turn: who waits for the control plane must not keep others from starting.
        Path _ = steps.during(TOKEN, () -> mounts.tokens().ensure(pod.getId()));
      }
      starts.acquire();
      try {
        Container sandbox = steps.during(CREATE, () -> sandboxes.make(pod, desire));
        ContainerSpec made = maker.of(app.user(), Instance.of(sandbox));
        ContainerSpec spec =
            steps.during(
                FILESYSTEM, () -> mounts.into(policies.into(made, program, app.user()), program));
        steps.during(NETWORK, () -> sandboxes.plug(sandbox, pod, desire));
        steps.during(START, () -> start(pod, spec, sandbox));
      } finally {
        starts.release();
      }
    }
  }

  private ContainerSpec start(Pod pod, ContainerSpec spec, Container sandbox)
      throws InterruptedException {
    if (madeFromAnother(spec)) {
      engine.remove(spec.name());
    }
    engine.start(spec);
    sandboxes.began(sandbox, pod, spec.name());
    // At once: it may end before anybody sees it run.
    logs.attach(source(pod, spec.name()));
    return spec;
  }

  private Image image(Pod pod, Desire desire, Consumer<Phase> activity, StartSteps steps)
      throws InterruptedException {
    String reference = PodImages.main(pod);
    Optional<Image> present = puller.present(reference);
    if (present.isPresent()) {
      return present.get();
    }
    activity.accept(Phase.PULLING);
    Image fetched = steps.during(PULL, () -> puller.pull(reference, pod.getId(), desire.welcome()));
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

  static LogSource source(Pod pod, String container) {
    return new LogSource(container, pod.getId(), pod.getName(), pod.getAppId(), PodSecrets.of(pod));
  }
}
