package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.PodView;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.UUID;

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

  /** With a way into each pod that runs. */
  PodTable withTerminals(UUID app) {
    column("", TerminalTab::opensIn, pod -> terminal(app, pod));
    return this;
  }

  private static Component terminal(UUID app, PodView pod) {
    if (!TerminalTab.opensIn(pod)) {
      return new Span();
    }
    var link = new Anchor("apps/" + app + "/terminal/" + pod.id(), "Terminal");
    link.getElement().setAttribute("aria-label", "Terminal in " + pod.name());
    return link;
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
      case SUCCEEDED -> new StatusBadge("Succeeded", Tone.GOOD);
      case FAILED -> new StatusBadge(pod.reason() == null ? "Failed" : pod.reason(), Tone.BAD);
      case UNKNOWN -> new StatusBadge("Unknown", Tone.UNKNOWN);
    };
  }
}
