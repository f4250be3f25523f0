package dev.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import java.util.function.Supplier;

/** Which nodes take the pods, and the scheduler's answer before anything is deployed. */
class PlacementCard extends Card {
  private final Div answer = new Div();

  /**
   * @param dryRun asks the scheduler about what the fields say now
   */
  PlacementCard(PlacementFields fields, Supplier<PlacementView> dryRun) {
    super("Where it runs", fields);
    answer.addClassName("stack");
    answer.getElement().setAttribute("aria-live", "polite");
    add(new Span(new Button("Show where it would run", _ -> show(dryRun.get()))), answer);
  }

  private void show(PlacementView view) {
    answer.removeAll();
    if (!view.nodes().isEmpty()) {
      var nodes = new HtmlTable<PlacementView.OnNode>("Nodes", PlacementView.OnNode::node);
      nodes.text("Node", PlacementView.OnNode::node);
      nodes.text("Pods", one -> String.valueOf(one.pods()));
      nodes.show(view.nodes());
      answer.add(nodes);
    }
    if (view.unplaced() > 0) {
      answer.add(
          new Paragraph(
              view.unplaced() == 1
                  ? "1 pod would find no node:"
                  : view.unplaced() + " pods would find no node:"));
      var refusals = new HtmlTable<NodeRefusal>("Refusals", NodeRefusal::words);
      refusals.text("Why", NodeRefusal::words);
      refusals.text("Nodes", one -> String.valueOf(one.nodes()));
      refusals.show(view.refusals());
      answer.add(refusals);
    } else {
      var fits = new Paragraph("Every pod finds a node. Nothing is reserved.");
      fits.addClassName("muted");
      answer.add(fits);
    }
  }
}
