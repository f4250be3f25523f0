package dev.slipway.console.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodePodView;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says what will move before a node is emptied. */
class DrainDialog extends Dialog {
  private static final int HOUR = 60;

  DrainDialog(NodeDetailView node, Consumer<DrainNode> drain) {
    setHeaderTitle("Drain " + node.node().name() + "?");
    var deadline = new IntegerField("Deadline in minutes");
    deadline.setValue(HOUR);
    deadline.setMin(1);
    var grace = new IntegerField("Grace in seconds");
    grace.setHelperText("From the stop signal to the kill. Empty: as each app says.");
    grace.setMin(0);
    var force = new Checkbox("Stop what is left at the deadline");
    add(new Paragraph(consequence(node)), deadline, grace, force);
    var ok =
        new Button(
            "Drain",
            _ -> {
              Integer minutes = deadline.getValue();
              close();
              drain.accept(
                  new DrainNode(
                      minutes == null ? null : minutes * 60, grace.getValue(), force.getValue()));
            });
    ok.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), ok);
    setWidth("min(520px, 92vw)");
  }

  static String consequence(NodeDetailView node) {
    if (node.pods().isEmpty()) {
      return "Nothing runs here. The node takes no new pods until it is uncordoned.";
    }
    String apps =
        node.pods().stream()
            .map(NodePodView::appSlug)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return node.pods().size() == 1
        ? "The node takes no new pods. Its pod of %s moves to another node once its replacement serves."
            .formatted(apps)
        : "The node takes no new pods. Its %d pods of %s move to other nodes, each only when its replacement serves."
            .formatted(node.pods().size(), apps);
  }
}
