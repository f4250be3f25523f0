package dev.slipway.agent.control;

import dev.slipway.protocol.DiskUse;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.PodUsage;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.VolumeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, gathered for a tenth of a second: of a pod only the newest, so that a slow
 * control plane costs no memory here.
 */
public final class Reports {
  private static final Duration GATHERED = Duration.ofMillis(100);
  private static final Duration UNCONNECTED = Duration.ofMillis(500);
  private static final int MOST_EVENTS = 500;

  private final Outbox outbox;
  private final Map<String, PodStatus> pods = new LinkedHashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private final List<NodeEvent> events = new ArrayList<>();
  private final Map<String, VolumeStatus> volumes = new LinkedHashMap<>();
  private final Set<String> removedVolumes = new LinkedHashSet<>();
  private @Nullable DiskUse disk;
  private @Nullable PodUsage usage;
  private long epoch;
  private long generation;
  private boolean pending;

  public Reports(Outbox outbox) {
    this.outbox = outbox;
  }

  public synchronized void pod(PodStatus status) {
    pods.put(status.getId(), status);
    changed();
  }

  /** Nothing is left of it. */
  public synchronized void gone(String podId) {
    pods.remove(podId);
    gone.add(podId);
    changed();
  }

  /** When nobody takes them, the oldest are forgotten. */
  public synchronized void event(NodeEvent event) {
    if (events.size() >= MOST_EVENTS) {
      events.removeFirst();
    }
    events.add(event);
    changed();
  }

  /** Of a volume only the newest. */
  public synchronized void volumes(List<VolumeStatus> measured) {
    measured.forEach(volume -> volumes.put(volume.getId(), volume));
    if (!measured.isEmpty()) {
      changed();
    }
  }

  /** Nothing is left of it. */
  public synchronized void removedVolume(String id) {
    volumes.remove(id);
    removedVolumes.add(id);
    changed();
  }

  /** Only the newest is told. */
  public synchronized void disk(DiskUse use) {
    disk = use;
    changed();
  }

  /** Only the newest is told. */
  public synchronized void usage(PodUsage measured) {
    usage = measured;
    changed();
  }

  synchronized void applied(long newEpoch, long newGeneration) {
    epoch = newEpoch;
    generation = newGeneration;
    changed();
  }

  private void changed() {
    pending = true;
    notifyAll();
  }

  /** Sends until interrupted. */
  public void run() {
    try {
      while (true) {
        awaitNews();
        Thread.sleep(GATHERED);
        if (!outbox.connected()) {
          Thread.sleep(UNCONNECTED);
          continue;
        }
        Report report = take();
        if (!outbox.send(FromAgent.newBuilder().setReport(report).build())) {
          putBack(report);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitNews() throws InterruptedException {
    while (!pending) {
      wait();
    }
  }

  synchronized Report take() {
    var report =
        Report.newBuilder()
            .addAllPods(pods.values())
            .addAllGonePods(gone)
            .addAllEvents(events)
            .addAllVolumes(volumes.values())
            .addAllRemovedVolumes(removedVolumes)
            .setAppliedEpoch(epoch)
            .setAppliedGeneration(generation);
    if (disk != null) {
      report.setDisk(disk);
    }
    if (usage != null) {
      report.setUsage(usage);
    }
    disk = null;
    usage = null;
    pods.clear();
    gone.clear();
    events.clear();
    volumes.clear();
    removedVolumes.clear();
    pending = false;
    return report.build();
  }

  /** What has been said of a pod since is newer. */
  private synchronized void putBack(Report report) {
    for (PodStatus status : report.getPodsList()) {
      if (!gone.contains(status.getId())) {
        pods.putIfAbsent(status.getId(), status);
      }
    }
    gone.addAll(report.getGonePodsList());
    events.addAll(0, report.getEventsList());
    removedVolumes.addAll(report.getRemovedVolumesList());
    for (VolumeStatus volume : report.getVolumesList()) {
      volumes.putIfAbsent(volume.getId(), volume);
    }
    if (disk == null && report.hasDisk()) {
      disk = report.getDisk();
    }
    // What was used a while ago is of no use: the next round tells anew.
    changed();
  }
}
