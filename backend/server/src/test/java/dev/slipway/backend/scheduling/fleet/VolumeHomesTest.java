package dev.slipway.backend.scheduling.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods go where the data is. */
class VolumeHomesTest {
  private static final UUID DATA = UUID.randomUUID();

  private final Fleet fleet = new Fleet();
  private final Chooser chooser = new Chooser(fleet);
  private final UUID scope = UUID.randomUUID();

  @BeforeEach
  void threeNodes() {
    for (int i = 0; i < 3; i++) {
      fleet.put(
          new NodeFacts(
              UUID.randomUUID(),
              "n" + i,
              true,
              true,
              true,
              new Resources(4000, 8L << 30, Long.MAX_VALUE, Integer.MAX_VALUE),
              Map.of(NodeFacts.HOSTNAME, "n" + i),
              List.of(),
              Set.of()));
    }
  }

  private PodShape shape() {
    return PodShape.of(UUID.randomUUID(), scope, Map.of(), Resources.ofPod(100, 1 << 20), 0);
  }

  @Test
  void theFirstPodDecidesAndTheOthersFollow() {
    var nodes = new HashSet<UUID>();
    for (int i = 0; i < 9; i++) {
      nodes.add(((Choice.On) chooser.place(shape().mounting(List.of(DATA)), Map.of())).node());
    }
    assertThat(nodes).hasSize(1);
  }

  @Test
  void aKindThatWasBookedWithoutItsVolumesIsHeldToThemAllTheSame() {
    UUID home = ((Choice.On) chooser.place(shape(), Map.of())).node();
    fleet.home(DATA, home);
    PodShape known = shape();
    fleet.book(known, home, 1);
    for (int i = 0; i < 6; i++) {
      assertThat(chooser.place(known.mounting(List.of(DATA)), Map.of()))
          .isInstanceOfSatisfying(Choice.On.class, on -> assertThat(on.node()).isEqualTo(home));
    }
  }

  @Test
  void saysThatItsVolumeIsElsewhere() {
    UUID other = UUID.randomUUID();
    fleet.home(DATA, UUID.randomUUID());
    fleet.home(other, UUID.randomUUID());
    Choice choice = chooser.place(shape().mounting(List.of(DATA, other)), Map.of());
    assertThat(choice)
        .isInstanceOfSatisfying(
            Choice.Nowhere.class,
            nowhere -> {
              assertThat(nowhere.refusals()).containsEntry(new Refusal.VolumeElsewhere(), 3);
              assertThat(nowhere.sentence()).contains("its volume is on another machine (3)");
            });
  }

  @Test
  void whatWasGivenUpAgainIsNowhere() {
    PodShape shape = shape().mounting(List.of(DATA));
    UUID first = ((Choice.On) chooser.place(shape, Map.of())).node();
    chooser.release(shape, first);
    Choice next = chooser.place(shape, Map.of(first, "no address left"));
    assertThat(next)
        .isInstanceOfSatisfying(Choice.On.class, on -> assertThat(on.node()).isNotEqualTo(first));
  }
}
