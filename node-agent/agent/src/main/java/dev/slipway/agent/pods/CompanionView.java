package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Companion;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a container beside the app at one moment.
 *
 * @param name unique in its pod
 * @param init it runs to its end before the app starts; otherwise it runs as long as the app
 * @param told what it is made of; null for one nobody told us of
 */
record CompanionView(
    String name,
    boolean init,
    @Nullable Companion told,
    @Nullable Container container,
    PodMemory memory,
    Health health) {

  boolean runs() {
    return container != null && container.running();
  }

  /** It was made for this run of the sandbox, see {@link Instance}. */
  boolean belongsTo(String sandboxRun) {
    return container != null && sandboxRun.equals(container.labels().get(Labels.SANDBOX));
  }

  /** What comes after it may begin: without a startup probe as soon as it runs. */
  boolean hasStarted() {
    return runs() && (told == null || !told.hasStartup() || health.started());
  }

  boolean ready() {
    return runs() && health.ready() && memory.killAt() == 0;
  }

  /** As the engine calls it. */
  String containerName(String podName) {
    return container == null ? CompanionContainers.name(podName, name) : container.name();
  }

  /** For people. */
  String title() {
    return (init ? "init container " : "sidecar ") + name;
  }
}
