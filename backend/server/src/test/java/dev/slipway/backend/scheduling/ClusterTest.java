package dev.slipway.backend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.scheduling.Placement.Nowhere;
import dev.slipway.backend.scheduling.Placement.On;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {
  private static final long GIBIBYTE = 1L << 30;

  private final AppId app = new AppId(UUID.randomUUID());
  private final Demand demand = Demand.of(app, 1000, GIBIBYTE);

  @Test
  void spreadsPodsOfOneAppOverMachines() {
    Machine first = machine("a", 4, 8);
    Machine second = machine("b", 4, 8);
    var cluster = new Cluster(List.of(first, second), List.of());

    List<NodeId> nodes = IntStream.range(0, 4).mapToObj(_ -> place(cluster, demand)).toList();

    assertThat(nodes).containsExactly(first.id(), second.id(), first.id(), second.id());
  }

  @Test
  void prefersTheEmptierMachineForAnotherApp() {
    Machine full = machine("a", 4, 8);
    Machine empty = machine("b", 4, 8);
    var other = Demand.of(new AppId(UUID.randomUUID()), 1000, GIBIBYTE);
    var cluster = new Cluster(List.of(full, empty), List.of(new Booking(full.id(), other)));

    assertThat(place(cluster, demand)).isEqualTo(empty.id());
  }

  @Test
  void saysOfEachMachineWhyItDoesNotTakeThePod() {
    var silent = new Machine(id(), "silent", false, true, true, 4000, 8 * GIBIBYTE);
    var closed = new Machine(id(), "closed", true, false, true, 4000, 8 * GIBIBYTE);
    var builder = new Machine(id(), "builder", true, true, false, 4000, 8 * GIBIBYTE);
    var small = new Machine(id(), "small", true, true, true, 4000, 100 << 20);
    var busy = new Machine(id(), "busy", true, true, true, 50, 8 * GIBIBYTE);
    var cluster = new Cluster(List.of(silent, closed, builder, small, busy), List.of());

    assertThat(cluster.place(demand, Map.of()))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere ->
                assertThat(nowhere.sentence())
                    .isEqualTo(
                        "No machine can take the pod: silent does not answer; closed is closed for new pods;"
                            + " builder takes no apps; small has 100 MiB of memory to promise and the pod books"
                            + " 512 MiB; busy has 50 thousandths of a core to promise and the pod books 100."));
  }

  @Test
  void asksForAMachineWhenThereIsNone() {
    var cluster = new Cluster(List.of(), List.of());
    assertThat(cluster.place(demand, Map.of()))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere -> assertThat(nowhere.sentence()).startsWith("No machine has joined yet"));
  }

  @Test
  void leavesOutMachinesThatWereRefused() {
    Machine refused = machine("a", 4, 8);
    Machine taken = machine("b", 4, 8);
    var cluster = new Cluster(List.of(refused, taken), List.of());

    Placement placement = cluster.place(demand, Map.of(refused.id(), "has no address left"));

    assertThat(placement).isEqualTo(new On(taken.id(), "b"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverPromisesMoreThanThereIsAndRefusesOnlyWhatFitsNowhere(long seed) {
    var random = new Random(seed);
    var machines = new ArrayList<Machine>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      machines.add(machine("node-" + i, 1 + random.nextInt(4), 1 + random.nextInt(8)));
    }
    var cluster = new Cluster(machines, List.of());
    var free = new HashMap<NodeId, long[]>();
    machines.forEach(
        machine -> free.put(machine.id(), new long[] {machine.cpuMillis(), machine.memoryBytes()}));
    for (int i = 0; i < 200; i++) {
      var pod =
          Demand.of(
              new AppId(new UUID(0, random.nextInt(5))),
              500 + random.nextInt(8000),
              (1 + random.nextInt(4)) * GIBIBYTE / 4);
      switch (cluster.place(pod, Map.of())) {
        case On(var node, var _) -> {
          cluster.book(node, pod);
          long[] left = Objects.requireNonNull(free.get(node));
          left[0] -= pod.cpuMillis();
          left[1] -= pod.memoryBytes();
          assertThat(left[0]).isNotNegative();
          assertThat(left[1]).isNotNegative();
        }
        case Nowhere _ ->
            assertThat(free.values())
                .noneMatch(left -> left[0] >= pod.cpuMillis() && left[1] >= pod.memoryBytes());
      }
    }
  }

  private static NodeId place(Cluster cluster, Demand demand) {
    if (cluster.place(demand, Map.of()) instanceof On(var node, _)) {
      cluster.book(node, demand);
      return node;
    }
    throw new AssertionError("nowhere");
  }

  private static Machine machine(String name, int cores, int gibibytes) {
    return new Machine(id(), name, true, true, true, cores * 1000, gibibytes * GIBIBYTE);
  }

  private static NodeId id() {
    return new NodeId(UUID.randomUUID());
  }
}
