package dev.slipway.agent;

import dev.slipway.agent.conditions.ConditionWatch;
import dev.slipway.agent.control.NodeFacts;
import dev.slipway.agent.disk.DiskSpace;
import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.pods.EngineWatch;
import dev.slipway.agent.pods.PodReconciler;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.Condition;
import dev.slipway.protocol.PodStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What this node says of itself: by the engine's last words, for it may be down. */
record NodeView(
    AgentSettings settings, EngineWatch engine, PodReconciler reconciler, ConditionWatch watch)
    implements NodeFacts {
  @Override
  public String agentVersion() {
    return Agent.version();
  }

  @Override
  public String engineVersion() {
    EngineInfo info = engine.info();
    return info == null ? "" : info.version();
  }

  @Override
  public String address() {
    return settings.nodeAddress();
  }

  @Override
  public Capacity capacity() {
    EngineInfo info = engine.info();
    var capacity =
        Capacity.newBuilder()
            .setCpuMillis(
                1000 * (info == null ? Runtime.getRuntime().availableProcessors() : info.cpus()))
            .setMemoryBytes(info == null ? 0 : info.memoryBytes())
            .addAllIsolations(Isolations.of(info, settings.rootInContainers()));
    long free = watch.memoryAvailable();
    if (free >= 0) {
      capacity.setMemoryFreeBytes(free);
    }
    try {
      DiskSpace space = DiskSpace.of(disk(settings, engine));
      capacity.setDiskBytes(space.total()).setDiskFreeBytes(space.free());
    } catch (IOException _) {
      // Said without it: a disk that cannot be asked is no reason to be silent.
    }
    return capacity.build();
  }

  /**
   * Where images and containers lie; the engine may be on a machine whose folders we do not see.
   */
  static Path disk(AgentSettings settings, EngineWatch engine) {
    EngineInfo info = engine.info();
    String engineRoot = info == null ? "" : info.rootFolder();
    Path root = Path.of(engineRoot);
    return !engineRoot.isEmpty() && Files.isDirectory(root) ? root : settings.state();
  }

  @Override
  public Set<Condition> conditions() {
    return watch.held();
  }

  @Override
  public List<PodStatus> pods() {
    return reconciler.statuses();
  }
}
