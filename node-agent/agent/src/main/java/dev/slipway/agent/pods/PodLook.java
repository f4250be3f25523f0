package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one pod's containers, by a thread of its own. */
final class PodLook {
  private static final Logger log = LoggerFactory.getLogger(PodLook.class);

  private final ContainerEngine engine;
  private final EngineWatch watch;

  PodLook(ContainerEngine engine, EngineWatch watch) {
    this.engine = engine;
    this.watch = watch;
  }

  /** What was seen, and when the looking began. */
  interface Seen {
    void accept(Sighting sighting, long moment);
  }

  void at(PodView pod, Seen seen) {
    String name = StepRunner.name(pod);
    long moment = watch.moment();
    Thread.ofVirtual().name("look-" + pod.id()).start(() -> look(pod.id(), name, moment, seen));
  }

  private void look(String id, String name, long moment, Seen seen) {
    try {
      seen.accept(Sighting.of(engine, name), moment);
    } catch (RuntimeException e) {
      log.debug("Pod {} could not be looked at", id, e);
      watch.lookSoon();
    }
  }
}
