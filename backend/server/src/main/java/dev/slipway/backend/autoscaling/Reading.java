package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView.Metric;

/** What one target asks for. */
sealed interface Reading {
  Target target();

  /**
   * @param current in the target's unit, on average over the pods that count
   * @param replicas pods that it asks for
   */
  record Known(Target target, double current, int replicas) implements Reading {}

  /**
   * @param why a sentence
   */
  record Unknown(Target target, String why) implements Reading {}

  default Metric view() {
    return switch (this) {
      case Known(Target target, double current, int replicas) ->
          new Metric(target.kind(), target.value(), current, replicas, null);
      case Unknown(Target target, String why) ->
          new Metric(target.kind(), target.value(), null, null, why);
    };
  }
}
