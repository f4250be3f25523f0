package dev.slipway.api.nodes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is null stays as it is.
 *
 * @param labels all of them
 * @param taints all of them
 * @param schedulable false: no new pods and builds (cordon)
 * @param maintenance somebody works on the machine: no new pods and builds, and its silence is no
 *     alarm
 */
public record UpdateNode(
    @Nullable Map<String, String> labels,
    @Nullable List<TaintView> taints,
    @Nullable Boolean schedulable,
    @Nullable Boolean maintenance) {
  public static UpdateNode labels(Map<String, String> labels) {
    return new UpdateNode(labels, null, null, null);
  }

  public static UpdateNode taints(List<TaintView> taints) {
    return new UpdateNode(null, taints, null, null);
  }

  public static UpdateNode schedulable(boolean schedulable) {
    return new UpdateNode(null, null, schedulable, null);
  }

  public static UpdateNode maintenance(boolean maintenance) {
    return new UpdateNode(null, null, null, maintenance);
  }
}
