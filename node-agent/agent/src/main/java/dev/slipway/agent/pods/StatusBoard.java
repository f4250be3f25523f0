package dev.slipway.agent.pods;

import dev.slipway.agent.control.Reports;
import dev.slipway.protocol.PodStatus;
import java.util.List;
import java.util.Map;

/** Shows how every pod is, and reports what has changed. */
final class StatusBoard {
  private final Reports reports;
  private volatile Map<String, PodStatus> shown = Map.of();

  StatusBoard(Reports reports) {
    this.reports = reports;
  }

  /** For any thread. */
  List<PodStatus> all() {
    return List.copyOf(shown.values());
  }

  /**
   * @param seen false while the engine was not looked at: then a pod is there, and no more is said
   */
  void show(PodTable pods, boolean seen) {
    Map<String, PodStatus> now = pods.statuses(seen);
    shown = now;
    if (seen) {
      for (PodEntry entry : pods.all()) {
        PodStatus status = now.get(entry.id);
        if (status != null && !status.equals(entry.told)) {
          entry.told = status;
          reports.pod(status);
        }
      }
    }
  }
}
