package dev.slipway.console.nodes;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;

/** One machine: its health and what is used of it. */
class NodeCard extends Card {
  NodeCard(NodeView node) {
    super(node.name());
    withActions(badge(node.state()));
    add(
        gauge(
            "CPU promised",
            Sizes.cores(node.cpuMillisUsed()) + " of " + Sizes.cores(node.cpuMillis()),
            share(node.cpuMillisUsed(), node.cpuMillis())),
        gauge(
            "Memory promised",
            Sizes.bytes(node.memoryBytesUsed()) + " of " + Sizes.bytes(node.memoryBytes()),
            share(node.memoryBytesUsed(), node.memoryBytes())),
        gauge(
            "Disk used",
            Sizes.bytes(node.diskBytes() - node.diskFreeBytes())
                + " of "
                + Sizes.bytes(node.diskBytes()),
            share(node.diskBytes() - node.diskFreeBytes(), node.diskBytes())));
    var facts = new Facts();
    facts.add("Pods", String.valueOf(node.pods()));
    facts.add("Does", String.join(", ", node.roles()).toLowerCase(java.util.Locale.ROOT));
    String address = node.address();
    if (address != null) {
      facts.add("Address", address);
    }
    facts.add("Engine", node.engineVersion());
    facts.add("Agent", node.agentVersion());
    facts.add("Heard of", new RelativeTime(node.lastSeenAt()));
    add(facts);
  }

  private static StatusBadge badge(NodeView.State state) {
    return switch (state) {
      case READY -> new StatusBadge("Ready", Tone.GOOD);
      case SUSPECT -> new StatusBadge("Suspect", Tone.WAIT);
      case UNREACHABLE -> new StatusBadge("Unreachable", Tone.BAD);
    };
  }

  private static int share(long used, long all) {
    return all <= 0 ? 0 : (int) Math.min(100, 100 * used / all);
  }

  private static Div gauge(String name, String words, int percent) {
    var label = new Span(name);
    var amount = new Span(words);
    amount.addClassName("muted");
    var spacer = new Span();
    spacer.addClassName("spacer");
    var line = new Div(label, spacer, amount);
    line.addClassNames("row", "small");
    var fill = new Span();
    fill.getStyle().setWidth(percent + "%");
    var bar = new Div(fill);
    bar.addClassName("bar");
    bar.setClassName("bad", percent >= 85);
    var gauge = new Div(line, bar);
    gauge.addClassName("gauge");
    return gauge;
  }
}
