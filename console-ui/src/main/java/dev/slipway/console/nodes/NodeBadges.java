package dev.slipway.console.nodes;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.nodes.DrainView;
import dev.slipway.api.nodes.NodeConditionView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.Map;

/** How a machine is, in a few words. */
final class NodeBadges {
  private NodeBadges() {}

  /** Its state, and whatever else keeps new pods away. */
  static Div of(NodeView node) {
    var badges = new Div(state(node.state()));
    badges.addClassName("row");
    DrainView drain = node.drain();
    if (drain != null && drain.endedAt() == null) {
      badges.add(new StatusBadge("Draining", Tone.BUSY));
    } else if (drain != null) {
      badges.add(new StatusBadge("Drained", Tone.UNKNOWN));
    } else if (!node.schedulable()) {
      badges.add(new StatusBadge("Cordoned", Tone.UNKNOWN));
    }
    if (node.maintenance()) {
      badges.add(new StatusBadge("Maintenance", Tone.UNKNOWN));
    }
    node.conditions().forEach(one -> badges.add(new StatusBadge(word(one.type()), Tone.BAD)));
    return badges;
  }

  private static StatusBadge state(NodeView.State state) {
    return new StatusBadge(
        word(state),
        switch (state) {
          case READY -> Tone.GOOD;
          case SUSPECT -> Tone.WAIT;
          case UNREACHABLE -> Tone.BAD;
        });
  }

  static String word(NodeView.State state) {
    return switch (state) {
      case READY -> "Ready";
      case SUSPECT -> "Suspect";
      case UNREACHABLE -> "Unreachable";
    };
  }

  static String word(NodeConditionView.Type type) {
    return switch (type) {
      case MEMORY_PRESSURE -> "Memory pressure";
      case DISK_PRESSURE -> "Disk pressure";
      case PID_PRESSURE -> "PID pressure";
      case ENGINE_DOWN -> "Engine down";
      case NETWORK_UNAVAILABLE -> "Network unavailable";
    };
  }

  static Div labels(Map<String, String> labels) {
    var chips = new Div();
    chips.addClassName("row");
    labels.forEach((key, value) -> {
      var chip = new Span(value.isEmpty() ? key : key + "=" + value);
      chip.addClassNames("small", "muted");
      chips.add(chip);
    });
    return chips;
  }
}
