package dev.slipway.console.nodes;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.console.components.Sizes;

/** How much of something is used: words and a bar. */
class Gauge extends Div {
  private static final int FULL = 85;

  private Gauge(String name, String words, int percent) {
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
    bar.setClassName("bad", percent >= FULL);
    addClassName("gauge");
    add(line, bar);
  }

  static Gauge cpu(String name, NodeView node) {
    return new Gauge(
        name,
        Sizes.cores(node.cpuMillisBooked(), node.cpuMillis()),
        share(node.cpuMillisBooked(), node.cpuMillis()));
  }

  static Gauge memory(String name, NodeView node) {
    return inUse(name, node.memoryBytesBooked(), node.memoryBytes());
  }

  static Gauge inUse(String name, long used, long all) {
    return new Gauge(name, Sizes.bytes(used) + " of " + Sizes.bytes(all), share(used, all));
  }

  static Gauge disk(String name, NodeView node) {
    long used = node.diskBytes() - node.diskFreeBytes();
    return inUse(name, used, node.diskBytes());
  }

  static Gauge moved(int gone, int all) {
    return new Gauge("Pods gone", gone + " of " + all, share(gone, all));
  }

  private static int share(long used, long all) {
    return all <= 0 ? 0 : (int) Math.min(100, 100 * used / all);
  }
}
