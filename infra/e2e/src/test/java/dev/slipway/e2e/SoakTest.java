package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.INVARIANTS;
import static dev.slipway.e2e.Faults.LAB;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults in a random order, for as long as {@code infra/lab/soak} was told. */
@Tag("soak")
class SoakTest {
  private static final Duration LONGEST_FAULT = Duration.ofSeconds(15);

  @TempDir private static Path folder;

  /** What can happen, and how it ends; an empty end: it ends by itself. */
  private record Fault(String target, List<String> begin, List<String> end) {}

  @Test
  @Timeout(value = 4, unit = TimeUnit.DAYS)
  void whateverHappensAllIsWellAfterIt() {
    long seed = Long.getLong("e2e.seed", 1);
    var random = new Random(seed);
    Instant end = Instant.now().plusSeconds(Long.getLong("e2e.soak", 60));
    Steady steady = Faults.app(folder.resolve("probed"));
    int number = 0;
    while (Instant.now().isBefore(end)) {
      Fault fault = fault(random);
      number++;
      Report.line("%d: %s (seed %d)".formatted(number, String.join(" ", fault.begin()), seed));
      if (random.nextInt(3) == 0 && steady.isSettled()) {
        steady.pushInBackground("Version " + number);
      }
      LAB.does(fault.begin().toArray(String[]::new));
      if (!fault.end().isEmpty()) {
        Instant over = Instant.now().plusMillis(random.nextLong(LONGEST_FAULT.toMillis()));
        Patience.within(LONGEST_FAULT.plusSeconds(5), "the fault lasts")
            .until(() -> Instant.now().isAfter(over));
        LAB.does(fault.end().toArray(String[]::new));
      }
      Faults.everyNodeIsReady();
      INVARIANTS.hold();
    }
  }

  private static Fault fault(Random random) {
    String node = LAB.nodes().get(random.nextInt(LAB.nodes().size()));
    String plane = LAB.planes().get(random.nextInt(LAB.planes().size()));
    return switch (random.nextInt(10)) {
      case 0 -> new Fault(node, List.of("kill", node), List.of("start", node));
      case 1 -> new Fault(node, List.of("kill", node, "agent"), List.of());
      case 2 -> new Fault(node, List.of("kill", node, "engine"), List.of());
      case 3 -> new Fault(node, List.of("cut", node, "all"), List.of("heal", node));
      case 4 -> new Fault(node, List.of("cut", node, "in"), List.of("heal", node));
      case 5 -> new Fault(node, List.of("cut", node, "out"), List.of("heal", node));
      case 6 ->
          new Fault(node, List.of("pause", node, "engine"), List.of("resume", node, "engine"));
      case 7 -> new Fault(plane, List.of("kill", plane), List.of());
      case 8 -> new Fault(plane, List.of("pause", plane), List.of("resume", plane));
      default -> new Fault("postgres", List.of("stop", "postgres"), List.of("start", "postgres"));
    };
  }
}
