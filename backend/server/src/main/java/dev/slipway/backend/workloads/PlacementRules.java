package dev.slipway.backend.workloads;

import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.LabelRule;
import dev.slipway.api.placement.NodeRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Spread;
import dev.slipway.api.placement.Toleration;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a placement may say. */
final class PlacementRules {
  private static final int MOST = 20;
  private static final int DAY = 86_400;

  /** As Kubernetes': an optional DNS name before a slash, and a short name. */
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private PlacementRules() {}

  static Placement check(Placement placement) {
    few(placement.nodeLabels().keySet(), "nodeLabels");
    placement
        .nodeLabels()
        .forEach((key, value) -> {
          key(key);
          value(value);
        });
    few(placement.nodes(), "nodes").forEach(PlacementRules::nodes);
    few(placement.tolerations(), "tolerations").forEach(PlacementRules::toleration);
    few(placement.spread(), "spread").forEach(PlacementRules::spread);
    few(placement.apps(), "apps").forEach(PlacementRules::apps);
    return placement;
  }

  private static void nodes(NodeRule rule) {
    weight(rule.weight());
    if (few(rule.labels(), "labels").isEmpty()) {
      throw Problem.invalid("A rule on nodes names at least one label.");
    }
    rule.labels().forEach(PlacementRules::label);
  }

  private static void label(LabelRule rule) {
    key(rule.key());
    few(rule.values(), "values").forEach(PlacementRules::value);
    switch (rule.operator()) {
      case IN, NOT_IN -> {
        if (rule.values().isEmpty()) {
          throw wrong(rule, "at least one value");
        }
      }
      case EXISTS, ABSENT -> {
        if (!rule.values().isEmpty()) {
          throw wrong(rule, "no values");
        }
      }
      case GREATER, LESS -> {
        if (rule.values().size() != 1
            || !WHOLE_NUMBER.matcher(rule.values().getFirst()).matches()) {
          throw wrong(rule, "one whole number");
        }
      }
    }
  }

  private static void toleration(Toleration toleration) {
    if (toleration.key() != null) {
      key(toleration.key());
    } else if (toleration.value() != null) {
      throw Problem.invalid("A toleration with a value names the key of the taint too.");
    }
    if (toleration.value() != null) {
      value(toleration.value());
    }
    if (toleration.seconds() != null) {
      within("seconds", toleration.seconds(), 0, DAY);
      if (toleration.effect() != Toleration.Effect.NO_EXECUTE) {
        throw Problem.invalid("Only a toleration of NO_EXECUTE may end after some seconds.");
      }
    }
  }

  private static void spread(Spread spread) {
    key(spread.label());
    within("maxSkew", spread.maxSkew(), 1, 100);
    if (spread.minDomains() != null) {
      within("minDomains", spread.minDomains(), 1, 100);
    }
  }

  private static void apps(AppRule rule) {
    weight(rule.weight());
    key(rule.label());
    few(rule.apps(), "apps")
        .forEach(app -> {
          var _ = new Slug(app);
        });
  }

  private static <C extends Collection<?>> C few(C said, String name) {
    if (said.size() > MOST || said.stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("%s has at most %d entries, none of them empty.".formatted(name, MOST));
    }
    return said;
  }

  private static void weight(int weight) {
    within("weight", weight, 0, 100);
  }

  private static void key(@Nullable String key) {
    if (key == null || !KEY.matcher(key).matches()) {
      throw Problem.invalid(
          "A label's name has 1 to 63 letters, digits, dots, hyphens and underscores, such as zone.");
    }
  }

  private static void value(@Nullable String value) {
    if (value == null || !VALUE.matcher(value).matches()) {
      throw Problem.invalid(
          "A label's value has at most 63 letters, digits, dots, hyphens and underscores.");
    }
  }

  private static Problem wrong(LabelRule rule, String wanted) {
    return Problem.invalid(
        "The rule %s on the label %s takes %s.".formatted(rule.operator(), rule.key(), wanted));
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw Problem.invalid(
          "%s must be between %d and %d; %d is not.".formatted(name, least, most, value));
    }
  }
}
