package dev.slipway.agent.pods;

import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how every pod is, and reports what has changed. */
final class StatusBoard {
  private final Reports reports;
  private volatile Map<String, PodStatus> shown = Map.of();
  private volatile List<Container> running = List.of();

  StatusBoard(Reports reports) {
    this.reports = reports;
  }

  /** For any thread. */
  List<PodStatus> all() {
    return List.copyOf(shown.values());
  }

  /**
   * Containers that ran when they were last seen, without sandboxes, which only wait; for any
   * thread.
   */
  List<Container> running() {
    return running;
  }

  /**
   * @param seen false while the engine was not looked at: then a pod is there, and no more is said
   */
  void show(PodTable pods, boolean seen) {
    Map<String, PodStatus> now = pods.statuses(seen);
    shown = now;
    running =
        pods.all().stream()
            .filter(entry -> !entry.gone)
            .flatMap(entry -> running(entry).stream())
            .toList();
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

  private static List<Container> running(PodEntry entry) {
    var running = new ArrayList<Container>();
    add(running, entry.app);
    entry.companions.all().forEach(companion -> add(running, companion.container));
    return running;
  }

  private static void add(List<Container> running, @Nullable Container container) {
    if (container != null && container.running()) {
      running.add(container);
    }
  }
}
