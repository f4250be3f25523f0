package dev.slipway.console.apps;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.console.components.LogLines;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A build's log: what is there, then what comes. */
class BuildLog extends Div {
  private static final int CHUNKS = 500;

  private final DeploymentsApi deployments;
  private final LogLines lines = new LogLines("Build log");
  private final Span state = new Span();
  private UUID shown = new UUID(0, 0);
  private long last;

  BuildLog(DeploymentsApi deployments) {
    this.deployments = deployments;
    addClassName("stack");
    state.addClassNames("muted", "small");
    add(state, lines);
  }

  void show(BuildView build) {
    if (!build.id().equals(shown)) {
      lines.clear();
      shown = build.id();
      last = 0;
    }
    state.setText(words(build));
    List<BuildLogChunk> more = deployments.buildLog(build.id(), last, CHUNKS);
    while (!more.isEmpty()) {
      more.forEach(
          chunk -> chunk.text().lines().forEach(line -> lines.append(null, null, false, line)));
      last = more.getLast().seq();
      more = more.size() < CHUNKS ? List.of() : deployments.buildLog(build.id(), last, CHUNKS);
    }
  }

  private static String words(BuildView build) {
    if (build.existing()) {
      return switch (build.state()) {
        case QUEUED, RUNNING -> "Nothing is built. Asking the registry for the image.";
        case SUCCEEDED -> "Nothing is built: the image is there already.";
        case FAILED -> "The image was not found.";
        case CANCELED -> "Canceled.";
      };
    }
    String node = build.node() == null ? "" : " on " + build.node();
    return switch (build.state()) {
      case QUEUED ->
          Objects.requireNonNullElse(build.waiting(), "Waiting for a node with room to build.");
      case RUNNING -> "Building" + node + ".";
      case SUCCEEDED -> "Built" + node + ".";
      case FAILED -> "Failed" + node + ".";
      case CANCELED -> "Canceled.";
    };
  }
}
