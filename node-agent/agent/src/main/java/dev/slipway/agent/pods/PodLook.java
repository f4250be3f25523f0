package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at pods' containers by threads of its own; what is seen is noted by the pods' thread. */
final class PodLook {
  private static final Logger log = LoggerFactory.getLogger(PodLook.class);

  private final ContainerEngine engine;
  private final EngineWatch watch;
  private final Sandboxes sandboxes;
  private final PodTable pods;
  private final Consumer<Runnable> inbox;
  private final Consumer<PodEntry> seen;

  /**
   * @param inbox the pods' thread
   * @param seen told of each pod whose containers were seen
   */
  PodLook(
      ContainerEngine engine,
      EngineWatch watch,
      Sandboxes sandboxes,
      PodTable pods,
      Consumer<Runnable> inbox,
      Consumer<PodEntry> seen) {
    this.engine = engine;
    this.watch = watch;
    this.sandboxes = sandboxes;
    this.pods = pods;
    this.inbox = inbox;
    this.seen = seen;
  }

  /** Looks at one pod's containers. */
  void at(String podId) {
    // One we do not know is somebody's who was here before us.
    pods.find(podId).ifPresentOrElse(this::at, watch::lookSoon);
  }

  void at(PodEntry entry) {
    if (entry.busy()) {
      entry.unseen = true;
      return;
    }
    long moment = watch.moment();
    PodView pod = entry.view();
    Thread.ofVirtual().name("look-" + pod.id()).start(() -> look(entry, pod, moment));
  }

  private void look(PodEntry entry, PodView pod, long moment) {
    try {
      Sighting sighting = Sighting.of(engine, pod);
      inbox.accept(() -> see(entry, sighting, moment));
    } catch (RuntimeException e) {
      log.debug("Pod {} could not be looked at", pod.id(), e);
      watch.lookSoon();
    }
  }

  /**
   * Notes all containers there are.
   *
   * @return sandboxes taken for pods nobody knows
   */
  List<Container> all(List<Container> containers, long moment) {
    Bindings bindings = Bindings.of(containers, pods.all());
    Map<String, Sighting> byPod = Sighting.byPod(bindings.containers());
    pods.addAll(byPod.keySet());
    for (PodEntry entry : pods.all()) {
      see(entry, byPod.getOrDefault(entry.id, Sighting.NOTHING), moment);
    }
    return bindings.strays();
  }

  private void see(PodEntry entry, Sighting sighting, long moment) {
    if (entry.busy()) {
      entry.unseen = true;
    } else if (entry.touched < moment) {
      entry.see(sighting);
      seen.accept(entry);
    }
  }

  /** Takes away sandboxes that were taken for pods that never came to be here. */
  void away(List<Container> strays) {
    for (Container stray : strays) {
      log.info("Sandbox {} was taken for a pod that is not here", stray.name());
      Thread.ofVirtual().name("stray-" + stray.name()).start(() -> remove(stray));
    }
  }

  private void remove(Container stray) {
    try {
      // By its own id: its name may be another's by now.
      engine.remove(stray.id());
      sandboxes.forget(stray);
    } catch (RuntimeException e) {
      log.debug("Sandbox {} could not be taken away yet", stray.name(), e);
    }
  }
}
