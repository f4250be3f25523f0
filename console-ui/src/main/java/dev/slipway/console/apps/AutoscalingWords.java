package dev.slipway.console.apps;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.api.metrics.AutoscalingView.Metric;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What autoscaling does, in words. */
final class AutoscalingWords {
  private AutoscalingWords() {}

  /** Such as "2 of 1–6, CPU 43 % of 70 %". */
  static String now(AutoscalingView view, Autoscaling settings) {
    String pods = "%d of %d–%d".formatted(view.replicas(), settings.min(), settings.max());
    return Stream.concat(Stream.of(pods), view.metrics().stream().map(AutoscalingWords::metric))
        .collect(Collectors.joining(", "));
  }

  private static String metric(Metric metric) {
    Double current = metric.current();
    return switch (metric.kind()) {
      case CPU -> percent("CPU", current, metric.target());
      case MEMORY -> percent("memory", current, metric.target());
      case REQUESTS ->
          current == null
              ? "requests not known"
              : String.format(Locale.ROOT, "%.1f of %d requests/s", current, metric.target());
    };
  }

  private static String percent(String name, @Nullable Double current, int target) {
    return current == null
        ? name + " not known"
        : "%s %d %% of %d %%".formatted(name, Math.round(current), target);
  }

  /** What people should know of: the first that is not as it should be. */
  static Optional<Condition> remarkable(AutoscalingView view) {
    return view.conditions().stream()
        .filter(condition ->
            condition.holds() == (condition.type() == AutoscalingView.Type.SCALING_LIMITED)
                || condition.reason().equals("ScaleDownStabilized"))
        .findFirst();
  }
}
