package dev.slipway.agent.volumes;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.VolumeMount;
import dev.slipway.protocol.VolumeStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how full volumes are, grows those that are to be larger, and removes what it is told to.
 */
public final class VolumeKeeper {
  private static final Logger log = LoggerFactory.getLogger(VolumeKeeper.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** For a volume that a change brings to be mounted. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final VolumeStore volumes;
  private final PodMounts mounts;
  private final ContainerEngine engine;
  private final Reports reports;
  private final Semaphore changed = new Semaphore(0);
  private volatile Map<String, VolumeMount> wanted = Map.of();
  private volatile @Nullable Set<String> pods;
  private boolean swept;

  public VolumeKeeper(
      VolumeStore volumes, PodMounts mounts, ContainerEngine engine, Reports reports) {
    this.volumes = volumes;
    this.mounts = mounts;
    this.engine = engine;
    this.reports = reports;
  }

  /**
   * Which volumes the pods of this node mount from now on, and how large they are to be. Has to be
   * told before the pods are started.
   */
  public void desire(Desire newest) {
    pods = Set.copyOf(newest.pods().keySet());
    Map<String, VolumeMount> next =
        newest.pods().values().stream()
            .flatMap(pod -> pod.getMountsList().stream())
            .filter(Mount::hasVolume)
            .map(Mount::getVolume)
            .filter(volume -> !volume.getId().isEmpty())
            .collect(toUnmodifiableMap(VolumeMount::getId, volume -> volume, (one, _) -> one));
    if (!next.equals(wanted)) {
      wanted = next;
      changed.release();
    }
  }

  /** Looks after them until interrupted. */
  public void run() {
    try {
      while (true) {
        look();
        if (changed.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(SOON);
          changed.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once. */
  void look() throws InterruptedException {
    sweepOnce();
    var problems = new HashMap<String, String>();
    for (VolumeMount volume : wanted.values()) {
      try {
        volumes.grow(volume.getId(), volume.getSizeBytes());
      } catch (RuntimeException e) {
        problems.put(volume.getId(), String.valueOf(e.getMessage()));
      }
    }
    try {
      List<VolumeStatus> statuses =
          volumes.measure().stream().map(one -> status(one, problems)).toList();
      reports.volumes(statuses);
    } catch (RuntimeException e) {
      log.warn("The volumes could not be measured this time", e);
    }
  }

  /** After what may have been a crash; before the first desired set nothing is known of pods. */
  private void sweepOnce() throws InterruptedException {
    if (swept || pods == null) {
      return;
    }
    try {
      mounts.sweep(() -> {
        var here = new HashSet<>(Objects.requireNonNullElse(pods, Set.of()));
        engine
            .containers()
            .forEach(container -> here.add(container.labels().getOrDefault(Labels.POD, "")));
        return here;
      });
      swept = true;
    } catch (RuntimeException e) {
      log.info("What ended pods left is not cleared up yet: {}", e.getMessage());
    }
  }

  private static VolumeStatus status(VolumeStore.Measure one, Map<String, String> problems) {
    return VolumeStatus.newBuilder()
        .setId(one.id())
        .setUsedBytes(one.usedBytes())
        .setSizeBytes(one.sizeBytes())
        .setFiles(one.files())
        .setMostFiles(one.mostFiles())
        .setEnforced(one.enforced())
        .setProblem(problems.getOrDefault(one.id(), ""))
        .build();
  }

  /** By a thread of its own: it may take a while. Refused while anything could still write. */
  public void remove(String id) {
    Thread.ofVirtual().name("volume-remove").start(() -> removeNow(id));
  }

  void removeNow(String id) {
    try {
      if (wanted.containsKey(id) || engine.containers().stream().anyMatch(one -> holds(one, id))) {
        log.warn("Volume {} is to be removed but a pod has it: it stays", id);
        return;
      }
      volumes.remove(id);
      log.info("Volume {} was removed with all that was in it", id);
      reports.removedVolume(id);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It is asked for again until it has worked.
      log.warn("Volume {} could not be removed yet: {}", id, e.getMessage());
    }
  }

  private static boolean holds(Container container, String id) {
    String held = container.labels().getOrDefault(Labels.VOLUMES, "");
    return Arrays.asList(held.split(",", -1)).contains(id);
  }
}
