package dev.slipway.console.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.console.components.Card;
import java.util.function.Consumer;

/** Labels and taints, a line each. */
class MarksCard extends Card {
  private final TextArea labels = new TextArea("Labels");
  private final TextArea taints = new TextArea("Taints");
  private String shownLabels = "";
  private String shownTaints = "";

  MarksCard(Consumer<UpdateNode> save) {
    super("Labels and taints");
    labels.setHelperText("A line each: disk=ssd. Apps can ask for nodes with a label.");
    taints.setHelperText(
        "A line each: key=value:EFFECT. NO_SCHEDULE keeps new pods away, PREFER_NO_SCHEDULE if"
            + " there is room elsewhere, NO_EXECUTE also moves those that are here.");
    labels.setWidthFull();
    taints.setWidthFull();
    add(
        labels,
        taints,
        new Button(
            "Save labels and taints",
            _ -> {
              try {
                var marks = PairLines.taints(taints.getValue());
                taints.setInvalid(false);
                save.accept(new UpdateNode(PairLines.labels(labels.getValue()), marks, null, null));
              } catch (IllegalArgumentException e) {
                taints.setInvalid(true);
                taints.setErrorMessage(e.getMessage());
              }
            }));
  }

  /** What somebody is typing stays. */
  void show(NodeView node) {
    String nowLabels = PairLines.labels(node.labels());
    String nowTaints = PairLines.taints(node.taints());
    if (!nowLabels.equals(shownLabels)) {
      labels.setValue(nowLabels);
      shownLabels = nowLabels;
    }
    if (!nowTaints.equals(shownTaints)) {
      taints.setValue(nowTaints);
      shownTaints = nowTaints;
    }
  }
}
