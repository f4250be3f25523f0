package dev.slipway.backend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.Fleet;
import dev.slipway.backend.scheduling.fleet.NodeFacts;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());

  @Test
  void aPodBooksATenthOfItsCpuLimitAndHalfOfItsMemoryLimit() {
    assertThat(shape().requests()).isEqualTo(new Resources(100, 512 << 20, 0, 1));
  }

  @Test
  void podsOfOneAppAreSpreadOverNodesAlsoWhenRevisionsDiffer() {
    var fleet = new Fleet();
    List.of("a", "b").forEach(name -> fleet.put(node(name)));
    var chooser = new Chooser(fleet);

    List<String> names = IntStream.range(0, 4).mapToObj(_ -> place(chooser, shape())).toList();

    assertThat(names.subList(0, 2)).containsExactlyInAnyOrder("a", "b");
    assertThat(names.subList(2, 4)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anAppMayBeKeptApartFromAnotherOfItsEnvironment() {
    var fleet = new Fleet();
    List.of("a", "b").forEach(name -> fleet.put(node(name)));
    var chooser = new Chooser(fleet);
    var apart = new AppRule(true, 0, NodeFacts.HOSTNAME, List.of("web"));

    String web = place(chooser, shape());
    String database = place(chooser, shape("database", placement(List.of(apart), Priority.NORMAL)));
    String stranger =
        place(
            chooser,
            Shapes.of(
                new RevisionId(UUID.randomUUID()),
                new EnvironmentId(UUID.randomUUID()),
                "web",
                "",
                AppSpec.web(80)));

    assertThat(database).isNotEqualTo(web).isNotEqualTo("nowhere");
    assertThat(stranger).isNotEqualTo("nowhere");
  }

  @Test
  void anAppWithoutNamesInItsRuleIsKeptApartFromItself() {
    var fleet = new Fleet();
    List.of("a", "b").forEach(name -> fleet.put(node(name)));
    var chooser = new Chooser(fleet);
    var apart = new AppRule(true, 0, NodeFacts.HOSTNAME, List.of());
    PodShape shape = shape("web", placement(List.of(apart), Priority.NORMAL));

    List<String> names = IntStream.range(0, 3).mapToObj(_ -> place(chooser, shape)).toList();

    assertThat(names).containsExactlyInAnyOrder("a", "b", "nowhere");
  }

  @Test
  void higherPriorityIsAHigherNumber() {
    assertThat(shape("web", placement(List.of(), Priority.HIGH)).priority())
        .isGreaterThan(shape().priority());
    assertThat(shape("web", placement(List.of(), Priority.LOW)).priority())
        .isLessThan(shape().priority());
  }

  private PodShape shape() {
    return shape("web", Placement.anywhere());
  }

  private PodShape shape(String app, Placement placement) {
    AppSpec spec = AppSpec.web(80).withLimits(1000, 1L << 30, 100).withPlacement(placement);
    return Shapes.of(new RevisionId(UUID.randomUUID()), environment, app, "", spec);
  }

  private static Placement placement(List<AppRule> apps, Priority priority) {
    return new Placement(Map.of(), List.of(), List.of(), List.of(), apps, priority);
  }

  private static String place(Chooser chooser, PodShape shape) {
    return chooser.place(shape, Map.of()) instanceof On on ? on.name() : "nowhere";
  }

  private static NodeFacts node(String name) {
    return new NodeFacts(
        UUID.randomUUID(),
        name,
        true,
        true,
        true,
        new Resources(4000, 8L << 30, 0, 110),
        Map.of(NodeFacts.HOSTNAME, name),
        List.of(),
        Set.of());
  }
}
