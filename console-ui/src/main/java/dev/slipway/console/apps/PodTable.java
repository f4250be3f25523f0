package dev.slipway.console.apps;

import dev.slipway.api.apps.PodView;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;

/** Pods with their state in words. */
class PodTable extends HtmlTable<PodView> {
  PodTable() {
    super("Pods", PodView::id);
    column("State", PodTable::state);
    text("Pod", pod -> Sizes.middle(pod.name(), 34));
    text("Revision", pod -> String.valueOf(pod.revision()));
    text("Node", pod -> pod.node() == null ? "not placed" : pod.node());
    text("Address", pod -> pod.address() == null ? "" : pod.address());
    text("Restarts", pod -> String.valueOf(pod.restarts()));
    text("Why", pod -> pod.message() == null ? "" : pod.message());
    time("Age", pod -> pod.createdAt());
  }

  static StatusBadge state(PodView pod) {
    if (pod.leaving()) {
      return new StatusBadge("Leaving", Tone.WAIT);
    }
    return switch (pod.phase()) {
      case RUNNING ->
          pod.ready()
              ? new StatusBadge("Ready", Tone.GOOD)
              : new StatusBadge("Not ready", Tone.BUSY);
      case PENDING -> new StatusBadge("Pending", Tone.WAIT);
      case PULLING -> new StatusBadge("Pulling image", Tone.BUSY);
      case STARTING -> new StatusBadge("Starting", Tone.BUSY);
      case STOPPING -> new StatusBadge("Stopping", Tone.WAIT);
      case EXITED -> new StatusBadge(pod.reason() == null ? "Exited" : pod.reason(), Tone.BAD);
      case UNKNOWN -> new StatusBadge("Unknown", Tone.UNKNOWN);
    };
  }
}
