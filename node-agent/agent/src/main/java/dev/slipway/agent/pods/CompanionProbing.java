package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.protocol.Pod;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins and ends what goes along with one run of a container beside the app. */
final class CompanionProbing {
  private final Prober prober;
  private final LogPump logs;
  private final InstantSource clock;

  CompanionProbing(Prober prober, LogPump logs, InstantSource clock) {
    this.prober = prober;
    this.logs = logs;
    this.clock = clock;
  }

  /** Told of changes with the run they are about, from other threads. */
  interface Felt {
    void changed(CompanionEntry companion, String instance, Health health);
  }

  void follow(PodEntry entry, Felt felt) {
    for (CompanionEntry companion : entry.companions.all()) {
      follow(entry.pod, companion, felt);
    }
  }

  private void follow(@Nullable Pod pod, CompanionEntry companion, Felt felt) {
    Container container = companion.container;
    if (pod == null || companion.told == null || container == null || !container.running()) {
      companion.stopProbing();
      return;
    }
    String instance = Instance.of(container);
    if (companion.probed.equals(instance)) {
      return;
    }
    companion.stopProbing();
    companion.probed = instance;
    // Its own thread: it may have to ask the engine.
    Thread.ofVirtual()
        .name("attach-" + container.name())
        .start(() -> logs.attach(CompanionRunner.source(pod, companion.name)));
    if (companion.init) {
      return;
    }
    boolean wasReady = companion.memory.ready().equals(instance);
    companion.health = Health.UNKNOWN.withReady(wasReady);
    companion.probes =
        new Probes(
                CompanionContainers.asApp(pod, companion.told),
                container.name(),
                wasReady,
                prober,
                clock,
                Optional::empty,
                health -> felt.changed(companion, instance, health))
            .start();
  }
}
