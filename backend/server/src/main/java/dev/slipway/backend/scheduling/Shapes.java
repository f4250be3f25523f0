package dev.slipway.backend.scheduling;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.LabelRule;
import dev.slipway.api.placement.NodeRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Spread;
import dev.slipway.backend.kernel.Booking;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.fleet.LabelSelector;
import dev.slipway.backend.scheduling.fleet.NodeAffinity;
import dev.slipway.backend.scheduling.fleet.NodeFacts;
import dev.slipway.backend.scheduling.fleet.PodAffinity;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Requirement;
import dev.slipway.backend.scheduling.fleet.Resources;
import dev.slipway.backend.scheduling.fleet.SpreadConstraint;
import dev.slipway.backend.scheduling.fleet.Taint;
import dev.slipway.backend.scheduling.fleet.Toleration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the pods of a revision ask of a node; what they book says {@link Booking}. Pods know of
 * those of their environment.
 */
public final class Shapes {
  private static final String APP = "app";

  private Shapes() {}

  /**
   * @param app its name in the environment
   * @param image digest, empty when it is not known yet
   */
  public static PodShape of(
      RevisionId revision, EnvironmentId environment, String app, String image, AppSpec spec) {
    return of(
        revision,
        environment,
        app,
        image,
        Booking.of(spec),
        spec.placement(),
        spec.isolation().name());
  }

  static PodShape of(
      RevisionId revision,
      EnvironmentId environment,
      String app,
      String image,
      Booking booking,
      Placement placement,
      String isolation) {
    return new PodShape(
        revision.value(),
        environment.value(),
        Map.of(APP, app),
        Resources.ofPod(booking.cpuMillis(), booking.memoryBytes()),
        priority(placement.priority()),
        placement.nodeLabels(),
        nodes(placement.nodes()),
        placement.tolerations().stream().map(Shapes::toleration).toList(),
        spread(app, placement.spread()),
        placement.apps().stream().map(rule -> affinity(app, rule)).toList(),
        image,
        List.of(),
        isolation);
  }

  /** More is more important. */
  private static int priority(Placement.Priority said) {
    return switch (said) {
      case LOW -> -1;
      case NORMAL -> 0;
      case HIGH -> 1;
    };
  }

  private static NodeAffinity nodes(List<NodeRule> rules) {
    return new NodeAffinity(
        rules.stream()
            .filter(rule -> rule.weight() == 0)
            .map(rule -> selector(rule.labels()))
            .toList(),
        rules.stream()
            .filter(rule -> rule.weight() > 0)
            .map(rule -> new NodeAffinity.Preferred(rule.weight(), selector(rule.labels())))
            .toList());
  }

  private static LabelSelector selector(List<LabelRule> rules) {
    return new LabelSelector(
        rules.stream()
            .map(rule ->
                new Requirement(
                    rule.key(),
                    Requirement.Operator.valueOf(rule.operator().name()),
                    rule.values()))
            .toList());
  }

  private static Toleration toleration(dev.slipway.api.placement.Toleration said) {
    return new Toleration(
        said.key() == null ? "" : said.key(),
        said.value(),
        said.effect() == null ? null : Taint.Effect.valueOf(said.effect().name()),
        said.seconds() == null ? null : Duration.ofSeconds(said.seconds()));
  }

  /** Pods of one app rather apart, so that losing a node, or a zone, loses few of them. */
  private static List<SpreadConstraint> spread(String app, List<Spread> said) {
    var itself = LabelSelector.of(Requirement.in(APP, app));
    return said.isEmpty()
        ? List.of(
            SpreadConstraint.usual(1, NodeFacts.HOSTNAME, itself),
            SpreadConstraint.usual(1, NodeFacts.ZONE, itself))
        : said.stream()
            .map(one ->
                new SpreadConstraint(
                    one.maxSkew(),
                    one.label(),
                    one.required(),
                    false,
                    itself,
                    one.minDomains() == null ? 1 : one.minDomains()))
            .toList();
  }

  private static PodAffinity affinity(String app, AppRule rule) {
    List<String> apps = rule.apps().isEmpty() ? List.of(app) : rule.apps();
    return new PodAffinity(
        rule.apart(),
        rule.weight(),
        rule.label(),
        LabelSelector.of(new Requirement(APP, Requirement.Operator.IN, apps)));
  }
}
