package dev.slipway.backend.autoscaling;

import dev.slipway.backend.autoscaling.Reading.Known;
import java.util.Locale;

/** Sentences of autoscaling. */
final class Words {
  private Words() {}

  /** Such as: CPU 92 % of its request, target 70 %. */
  static String of(Known reading) {
    int target = reading.target().value();
    return switch (reading.target().kind()) {
      case CPU ->
          "CPU %d %% of its request, target %d %%".formatted(round(reading.current()), target);
      case MEMORY ->
          "Memory %d %% of its request, target %d %%".formatted(round(reading.current()), target);
      case REQUESTS ->
          String.format(
              Locale.ROOT, "%.1f requests/s to each pod, target %d", reading.current(), target);
    };
  }

  static String change(String why, int from, int to) {
    return "%s: from %d to %d.".formatted(why, from, to);
  }

  private static long round(double percent) {
    return Math.round(percent);
  }
}
