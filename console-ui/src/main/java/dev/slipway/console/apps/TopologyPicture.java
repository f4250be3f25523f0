package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.PodView;
import dev.slipway.console.components.Sizes;
import java.util.List;

/** Route → service → pods → node. */
class TopologyPicture extends Div {
  TopologyPicture(AppView app, List<PodView> pods) {
    addClassName("picture");
    getElement().setAttribute("role", "img");
    getElement()
        .setAttribute(
            "aria-label",
            "Requests go from the address through the service to "
                + app.readyReplicas()
                + " ready pods");
    String address = app.address();
    if (address != null) {
      add(node("Route", address.replaceFirst("^https?://", "")), wire());
    }
    String service = app.serviceAddress();
    if (service != null) {
      add(node("Service · ClusterIP", service), wire());
    }
    add(column(pods));
  }

  private static Div column(List<PodView> pods) {
    var column = new Div();
    column.addClassName("column");
    if (pods.isEmpty()) {
      column.add(node("Pods", "none yet"));
    }
    for (PodView pod : pods) {
      Div box =
          node(
              "Pod on " + (pod.node() == null ? "no node yet" : pod.node()),
              Sizes.middle(pod.name(), 26));
      box.add(PodTable.state(pod));
      column.add(box);
    }
    return column;
  }

  private static Div node(String kind, String name) {
    var title = new Span(kind);
    title.addClassName("kind");
    var label = new Span(name);
    label.addClassName("mono");
    var node = new Div(title, label);
    node.addClassName("node");
    return node;
  }

  private static Component wire() {
    var wire = new Div();
    wire.addClassName("wire");
    return wire;
  }
}
