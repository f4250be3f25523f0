package dev.slipway.console.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.api.nodes.DrainView;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RelativeTime;
import java.util.List;

/** How far the emptying of a node is, and what each pod that is left waits for. */
class DrainCard extends Card {
  private final Div progress = new Div();
  private final HtmlTable<NodePodView> waiting =
      new HtmlTable<>("Pods that are left", NodePodView::id);
  private final Button cancel;

  DrainCard(Runnable cancelDrain) {
    super("Drain");
    cancel = new Button("Cancel drain", _ -> cancelDrain.run());
    progress.addClassName("stack");
    waiting.text("Pod", NodePodView::name);
    waiting.text("App", NodePodView::appSlug);
    waiting.text("Waits for", DrainCard::words);
    add(progress, waiting, cancel);
    setVisible(false);
  }

  void show(NodeDetailView node) {
    DrainView drain = node.node().drain();
    setVisible(drain != null);
    if (drain == null) {
      return;
    }
    boolean over = drain.endedAt() != null;
    progress.removeAll();
    progress.add(
        Gauge.moved(over ? drain.pods() : Math.max(0, drain.pods() - drain.left()), drain.pods()),
        over
            ? new Paragraph("The node is empty. It takes new pods once it is uncordoned.")
            : began(drain));
    List<NodePodView> left =
        over ? List.of() : node.pods().stream().filter(pod -> pod.evicted() != null).toList();
    waiting.setVisible(!left.isEmpty());
    waiting.show(left);
    cancel.setVisible(!over);
  }

  private static Paragraph began(DrainView drain) {
    var sentence = new Paragraph("Began ");
    sentence.add(new RelativeTime(drain.startedAt()));
    if (drain.force() && drain.deadline() != null) {
      sentence.add(". What is left ");
      sentence.add(new RelativeTime(drain.deadline()));
      sentence.add(" stops without a replacement.");
    }
    return sentence;
  }

  private static String words(NodePodView pod) {
    return pod.waitsFor() == null ? "" : pod.waitsFor();
  }
}
