package dev.slipway.backend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
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
  private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
  private final AppId app = new AppId(UUID.randomUUID());

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

  private PodShape shape() {
    return Shapes.of(new RevisionId(UUID.randomUUID()), organization, app, 1000, 1L << 30);
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
