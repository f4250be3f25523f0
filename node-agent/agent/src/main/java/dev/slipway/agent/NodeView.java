package dev.slipway.agent;

import dev.slipway.agent.control.NodeFacts;
import dev.slipway.agent.engine.EngineInfo;
import dev.slipway.agent.pods.EngineWatch;
import dev.slipway.agent.pods.PodReconciler;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.PodStatus;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this node says of itself: by the engine's last words, for it may be down. */
record NodeView(AgentSettings settings, EngineWatch engine, PodReconciler reconciler)
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
            .setMemoryBytes(info == null ? 0 : info.memoryBytes());
    try {
      FileStore disk = Files.getFileStore(disk(info == null ? "" : info.rootFolder()));
      capacity.setDiskBytes(disk.getTotalSpace()).setDiskFreeBytes(disk.getUsableSpace());
    } catch (IOException _) {
      // Said without it: a disk that cannot be asked is no reason to be silent.
    }
    return capacity.build();
  }

  /**
   * Where images and containers lie; the engine may be on a machine whose folders we do not see.
   */
  private Path disk(String engineRoot) {
    Path root = Path.of(engineRoot);
    return !engineRoot.isEmpty() && Files.isDirectory(root) ? root : settings.state();
  }

  @Override
  public List<PodStatus> pods() {
    return reconciler.statuses();
  }
}
