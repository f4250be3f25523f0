package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.logs.LogSource;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.Pod;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins and ends what goes along with one run of an app: its probes, the reading of its log. */
final class Probing {
  private static final Path PROC = Path.of("/proc");

  private final Prober prober;
  private final LogPump logs;
  private final PodEvents events;
  private final PodTable pods;
  private final InstantSource clock;
  private final Consumer<Runnable> inbox;

  /**
   * @param inbox the pods' thread
   */
  Probing(
      Prober prober,
      LogPump logs,
      PodEvents events,
      PodTable pods,
      InstantSource clock,
      Consumer<Runnable> inbox) {
    this.prober = prober;
    this.logs = logs;
    this.events = events;
    this.pods = pods;
    this.clock = clock;
    this.inbox = inbox;
  }

  /** Brings probes in line with what was just seen of the containers. */
  void follow(PodEntry entry) {
    Container app = entry.app;
    Pod pod = entry.pod;
    if (pod == null || app == null || !app.running()) {
      entry.stopProbing();
      return;
    }
    String instance = Instance.of(app);
    if (entry.probed.equals(instance)) {
      return;
    }
    entry.stopProbing();
    entry.probed = instance;
    read(app, pod);
    boolean wasReady = entry.memory.ready().equals(instance);
    entry.health = Health.UNKNOWN.withReady(wasReady);
    entry.probes =
        probes(
                pod,
                app,
                wasReady,
                entry.sandbox,
                health -> inbox.accept(() -> feel(entry, instance, health)))
            .start();
  }

  private void feel(PodEntry entry, String instance, Health health) {
    if (!entry.probed.equals(instance)) {
      return;
    }
    events.felt(entry.view(), health);
    entry.health = health;
    String ready = health.ready() ? instance : "";
    if (!entry.memory.ready().equals(ready)) {
      pods.remember(entry, entry.memory.ready(ready));
    }
  }

  private Probes probes(
      Pod pod,
      Container app,
      boolean wasReady,
      @Nullable Container sandbox,
      Consumer<Health> changed) {
    return new Probes(pod, app.name(), wasReady, prober, clock, listening(pod, sandbox), changed);
  }

  private static Supplier<Optional<PodMemory.Failure>> listening(
      Pod pod, @Nullable Container sandbox) {
    if (pod.getPort() == 0
        || sandbox == null
        || !(sandbox.state() instanceof Container.Running(_, var pid))) {
      return Optional::empty;
    }
    return () -> ListeningPorts.diagnose(ListeningPorts.of(PROC, pid), pod.getPort());
  }

  /** Its own thread: it may have to ask the engine. */
  private void read(Container app, Pod pod) {
    var source =
        new LogSource(
            app.name(),
            app.labels().getOrDefault(Labels.POD, ""),
            app.labels().getOrDefault(Labels.NAME, ""),
            app.labels().getOrDefault(Labels.APP, ""),
            PodSecrets.of(pod));
    Thread.ofVirtual().name("attach-" + app.name()).start(() -> logs.attach(source));
  }
}
