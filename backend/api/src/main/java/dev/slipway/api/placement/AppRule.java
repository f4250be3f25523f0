package dev.slipway.api.placement;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * Near the pods of certain apps, or apart from them.
 *
 * @param apart false: near
 * @param weight 0: required; 1 to 100: a wish that counts so much
 * @param label what near is: nodes with the same value of it; {@code hostname}: the same node
 * @param apps names of apps in the same environment; empty: the app itself
 */
public record AppRule(boolean apart, int weight, String label, List<String> apps) {
  public AppRule {
    apps = requireNonNullElse(apps, List.of());
  }
}
