package dev.slipway.backend.agents;

import dev.slipway.backend.disks.NodeDisks;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.nodes.Admission;
import dev.slipway.backend.nodes.Connections;
import dev.slipway.backend.storage.Measured;
import dev.slipway.backend.storage.VolumeFiling;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.VolumeStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes down what nodes report, each of its own pods only: what a node says of a pod that is not
 * placed on it changes nothing.
 */
@Service
class ReportFiling {
  private static final int MOST_LETTERS = 500;

  private final Connections connections;
  private final ReportRepository pods;
  private final VolumeFiling volumes;
  private final NodeDisks disks;
  private final EventLog events;

  ReportFiling(
      Connections connections,
      ReportRepository pods,
      VolumeFiling volumes,
      NodeDisks disks,
      EventLog events) {
    this.connections = connections;
    this.pods = pods;
    this.volumes = volumes;
    this.disks = disks;
    this.events = events;
  }

  /** The truth about all pods of a node: what it does not name it does not have. */
  @Transactional
  public void hello(NodeId node, Admission admission, Hello hello) {
    requireCurrent(node, admission);
    file(node, hello.getPodsList());
    pods.missing(node, ids(hello.getPodsList().stream().map(PodStatus::getId).toList()));
    if (hello.getAppliedGeneration() > pods.lastGeneration()) {
      events.record(AgentEvents.ahead(node, admission.name()));
    }
    afterCommit();
  }

  /** False when there is nothing to write down here, as in the rounds of what pods use. */
  static boolean concerns(Report report) {
    return !report.hasUsage()
        || report.hasDisk()
        || report.getPodsCount() > 0
        || report.getGonePodsCount() > 0
        || report.getEventsCount() > 0
        || report.getVolumesCount() > 0
        || report.getRemovedVolumesCount() > 0;
  }

  @Transactional
  public void report(NodeId node, Admission admission, Report report) {
    requireCurrent(node, admission);
    file(node, report.getPodsList());
    pods.gone(node, ids(report.getGonePodsList()));
    volumes.measured(node, measured(report.getVolumesList()));
    volumes.removed(node, ids(report.getRemovedVolumesList()));
    tell(node, report.getEventsList());
    if (report.hasDisk()) {
      disks.report(node, report.getDisk());
    }
    afterCommit();
  }

  private void file(NodeId node, List<PodStatus> statuses) {
    pods.file(node, statuses.stream().filter(status -> Ids.parse(status.getId()) != null).toList());
  }

  private static List<Measured> measured(List<VolumeStatus> told) {
    var measured = new HashMap<UUID, Measured>();
    for (VolumeStatus volume : told) {
      UUID id = Ids.parse(volume.getId());
      if (id != null) {
        String problem = Text.within(volume.getProblem(), MOST_LETTERS);
        measured.put(
            id,
            new Measured(
                id,
                Math.max(0, volume.getUsedBytes()),
                Math.max(0, volume.getSizeBytes()),
                Math.max(0, volume.getFiles()),
                Math.max(0, volume.getMostFiles()),
                volume.getEnforced(),
                problem.isEmpty() ? null : problem));
      }
    }
    return List.copyOf(measured.values());
  }

  private void tell(NodeId node, List<NodeEvent> told) {
    if (told.isEmpty()) {
      return;
    }
    Map<UUID, AgentEvents.Owner> owners =
        pods.owners(node, ids(told.stream().map(NodeEvent::getPodId).toList()));
    AgentEvents.of(node, told, owners).forEach(events::record);
  }

  private void requireCurrent(NodeId node, Admission admission) {
    if (!connections.isCurrent(node, admission)) {
      throw Problem.conflict("replaced", "The node has connected anew.");
    }
  }

  private static Set<UUID> ids(Collection<String> texts) {
    return texts.stream().map(Ids::parse).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private static void afterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            CrashPoint.here("agents.report-filed");
          }
        });
  }
}
