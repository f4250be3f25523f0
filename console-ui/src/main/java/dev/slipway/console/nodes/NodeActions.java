package dev.slipway.console.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.console.components.ConfirmDialog;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What can be done with a machine as a whole. */
class NodeActions extends Div {
  private final Consumer<UpdateNode> update;
  private final Consumer<DrainNode> drain;
  private final Consumer<Boolean> remove;

  /**
   * @param remove told whether pods are there
   */
  NodeActions(Consumer<UpdateNode> update, Consumer<DrainNode> drain, Consumer<Boolean> remove) {
    this.update = update;
    this.drain = drain;
    this.remove = remove;
    addClassName("row");
  }

  void show(NodeDetailView node) {
    removeAll();
    boolean draining = node.node().drain() != null && node.node().drain().endedAt() == null;
    if (!draining) {
      boolean open = node.node().schedulable();
      add(
          new Button(
              open ? "Cordon" : "Uncordon", _ -> update.accept(UpdateNode.schedulable(!open))),
          new Button("Drain", _ -> new DrainDialog(node, drain).open()));
    }
    boolean maintained = node.node().maintenance();
    add(
        new Button(
            maintained ? "End maintenance" : "Begin maintenance",
            _ -> update.accept(UpdateNode.maintenance(!maintained))),
        new Button("Remove node", _ -> removal(node).open()));
  }

  private ConfirmDialog removal(NodeDetailView node) {
    String name = node.node().name();
    return new ConfirmDialog(
            "Remove " + name + "?",
            consequence(node),
            "Remove node",
            () -> remove.accept(!node.pods().isEmpty()))
        .typing(name);
  }

  static String consequence(NodeDetailView node) {
    String machine = "Its agent is sent away and its certificate opens nothing any more.";
    if (node.pods().isEmpty()) {
      return machine + " Nothing runs there.";
    }
    return "%s %s stop being served from there and start elsewhere. Drain it first if that must not be noticed."
        .formatted(
            machine, node.pods().stream().map(NodePodView::name).collect(Collectors.joining(", ")));
  }
}
