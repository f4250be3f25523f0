package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.LabelRule;
import dev.slipway.api.placement.LabelRule.Operator;
import dev.slipway.api.placement.NodeRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.api.placement.Spread;
import dev.slipway.api.placement.Toleration;
import dev.slipway.api.placement.Toleration.Effect;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementRulesTest {
  private static final Placement FULL =
      new Placement(
          Map.of("zone", "eu-1", "example.com/disk", ""),
          List.of(new NodeRule(0, List.of(new LabelRule("cores", Operator.GREATER, List.of("4"))))),
          List.of(new Toleration("dedicated", "ada", Effect.NO_EXECUTE, 30)),
          List.of(new Spread("zone", 1, true, 2)),
          List.of(new AppRule(true, 0, "hostname", List.of("database"))),
          Priority.HIGH);

  @Test
  void keepsWhatIsSaid() {
    assertThat(complete(FULL)).isEqualTo(FULL);
  }

  @Test
  void aSpecFromBeforePlacementRunsAnywhere() {
    var json = new Json();
    String before = json.write(AppSpec.web(80)).replaceAll(",\"placement\":.*", "}");

    assertThat(json.read(before, AppSpec.class)).isEqualTo(AppSpec.web(80));
  }

  static Stream<Placement> refused() {
    return Stream.of(
        labels(Map.of("", "x")),
        labels(Map.of("zone", "a b")),
        labels(Map.of("zone\n", "a")),
        labels(Map.of("zone", "x".repeat(64))),
        rule(new LabelRule("zone", Operator.IN, List.of())),
        rule(new LabelRule("zone", Operator.EXISTS, List.of("a"))),
        rule(new LabelRule("cores", Operator.LESS, List.of("many"))),
        rule(new LabelRule("cores", Operator.LESS, List.of("1", "2"))),
        rules(new NodeRule(101, List.of(new LabelRule("zone", Operator.EXISTS, List.of())))),
        rules(new NodeRule(0, List.of())),
        rules(Collections.<NodeRule>nCopies(21, FULL.nodes().getFirst()).toArray(NodeRule[]::new)),
        tolerating(new Toleration(null, "ada", null, null)),
        tolerating(new Toleration("dedicated", null, Effect.NO_SCHEDULE, 5)),
        tolerating(new Toleration("dedicated", null, Effect.NO_EXECUTE, -1)),
        spread(new Spread("zone", 0, true, null)),
        spread(new Spread("zone", 1, true, 0)),
        apps(new AppRule(true, -1, "hostname", List.of())),
        apps(new AppRule(true, 0, "", List.of())),
        apps(new AppRule(true, 0, "hostname", List.of("No Name"))));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Placement placement) {
    assertThatThrownBy(() -> complete(placement)).isInstanceOf(Problem.class);
  }

  private static Placement complete(Placement placement) {
    return SpecRules.complete(Kind.WEB, AppSpec.web(80).withPlacement(placement)).placement();
  }

  private static Placement labels(Map<String, String> labels) {
    return new Placement(labels, List.of(), List.of(), List.of(), List.of(), Priority.NORMAL);
  }

  private static Placement rule(LabelRule rule) {
    return rules(new NodeRule(0, List.of(rule)));
  }

  private static Placement rules(NodeRule... rules) {
    return new Placement(
        Map.of(), List.of(rules), List.of(), List.of(), List.of(), Priority.NORMAL);
  }

  private static Placement tolerating(Toleration toleration) {
    return new Placement(
        Map.of(), List.of(), List.of(toleration), List.of(), List.of(), Priority.NORMAL);
  }

  private static Placement spread(Spread spread) {
    return new Placement(
        Map.of(), List.of(), List.of(), List.of(spread), List.of(), Priority.NORMAL);
  }

  private static Placement apps(AppRule rule) {
    return new Placement(Map.of(), List.of(), List.of(), List.of(), List.of(rule), Priority.NORMAL);
  }
}
