package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Companion;
import org.jspecify.annotations.Nullable;

/** What the reconciler knows of a container beside the app; touched by its own thread only. */
final class CompanionEntry {
  final String name;
  final boolean init;

  /** Its place among the others. */
  final int order;

  final @Nullable Companion told;
  @Nullable Container container;
  PodMemory memory;
  Health health = Health.UNKNOWN;

  /** The run of it that probes ask, empty for none. */
  String probed = "";

  @Nullable Probes probes;

  CompanionEntry(String name, boolean init, int order, @Nullable Companion told, PodMemory memory) {
    this.name = name;
    this.init = init;
    this.order = order;
    this.told = told;
    this.memory = memory;
  }

  CompanionView view() {
    return new CompanionView(name, init, told, container, memory, health);
  }

  void stopProbing() {
    if (probes != null) {
      probes.close();
      probes = null;
    }
    probed = "";
    health = Health.UNKNOWN;
  }
}
