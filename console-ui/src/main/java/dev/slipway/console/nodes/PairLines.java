package dev.slipway.console.nodes;

import dev.slipway.api.nodes.TaintView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels and taints as lines of text: {@code key=value}, and {@code key=value:EFFECT}. */
final class PairLines {
  private PairLines() {}

  static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining("\n"));
  }

  static Map<String, String> labels(String text) {
    var labels = new TreeMap<String, String>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> labels.put(key(line), value(line)));
    return labels;
  }

  static String taints(List<TaintView> taints) {
    return taints.stream()
        .map(one -> one.key() + "=" + one.value() + ":" + one.effect())
        .collect(Collectors.joining("\n"));
  }

  /**
   * @throws IllegalArgumentException saying which line is wrong
   */
  static List<TaintView> taints(String text) {
    var taints = new ArrayList<TaintView>();
    for (String line : text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
      int colon = line.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "The taint %s has no effect. Write key=value:NO_SCHEDULE.".formatted(line));
      }
      String pair = line.substring(0, colon);
      taints.add(new TaintView(key(pair), value(pair), effect(line.substring(colon + 1))));
    }
    return List.copyOf(taints);
  }

  private static TaintView.Effect effect(String word) {
    try {
      return TaintView.Effect.valueOf(word.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no effect. There are NO_SCHEDULE, PREFER_NO_SCHEDULE and NO_EXECUTE."
              .formatted(word),
          e);
    }
  }

  private static String key(String line) {
    int equals = line.indexOf('=');
    return (equals < 0 ? line : line.substring(0, equals)).strip();
  }

  private static String value(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? "" : line.substring(equals + 1).strip();
  }
}
