package dev.slipway.api.placement;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What labels of a node have to be: all conditions hold.
 *
 * @param weight 0: required; 1 to 100: a wish that counts so much
 */
public record NodeRule(int weight, List<LabelRule> labels) {
  public NodeRule {
    labels = requireNonNullElse(labels, List.of());
  }
}
