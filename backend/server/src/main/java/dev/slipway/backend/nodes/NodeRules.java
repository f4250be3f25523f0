package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.TaintView;
import dev.slipway.backend.kernel.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What operators may say of a node. */
final class NodeRules {
  static final int HOUR = 3_600;
  private static final int MOST = 50;
  private static final int WEEK = 7 * 86_400;
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");

  private NodeRules() {}

  static void labels(Map<String, String> labels) {
    few(labels.size(), "labels");
    labels.forEach((key, value) -> pair(key, value, "label"));
    if (labels.containsKey("hostname")) {
      throw Problem.invalid("Every node has the label hostname by itself. Leave it out.");
    }
  }

  static void taints(List<TaintView> taints) {
    few(taints.size(), "taints");
    var seen = new HashSet<String>();
    for (TaintView taint : taints) {
      if (Objects.isNull(taint) || Objects.isNull(taint.effect())) {
        throw Problem.invalid(
            "A taint has an effect: NO_SCHEDULE, PREFER_NO_SCHEDULE or NO_EXECUTE.");
      }
      pair(taint.key(), taint.value(), "taint");
      if (!seen.add(taint.key() + " " + taint.effect())) {
        throw Problem.invalid(
            "The taint %s is there twice with the same effect.".formatted(taint.key()));
      }
    }
  }

  static void drain(DrainNode request) {
    within("deadlineSeconds", request.deadlineSeconds(), 1, WEEK);
    within("graceSeconds", request.graceSeconds(), 0, HOUR);
  }

  private static void within(String name, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw Problem.invalid("%s must be between %d and %d seconds.".formatted(name, least, most));
    }
  }

  private static void few(int size, String what) {
    if (size > MOST) {
      throw Problem.invalid("A node has at most %d %s.".formatted(MOST, what));
    }
  }

  private static void pair(@Nullable String key, @Nullable String value, String what) {
    if (key == null || !KEY.matcher(key).matches()) {
      throw Problem.invalid(
          "The key of a %s is up to 63 letters, digits, dots, dashes and underscores, such as disk or example.com/disk."
              .formatted(what));
    }
    if (value == null || !VALUE.matcher(value).matches()) {
      throw Problem.invalid(
          "The value of the %s %s is up to 63 letters, digits, dots, dashes and underscores, or empty."
              .formatted(what, key));
    }
  }
}
