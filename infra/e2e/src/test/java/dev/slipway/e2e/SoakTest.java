package dev.slipway.e2e;

import static dev.slipway.e2e.Faults.INVARIANTS;
import static dev.slipway.e2e.Faults.LAB;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults in a random order, for as long as {@code infra/lab/soak} was told. */
@Tag("soak")
class SoakTest {
  private static final Duration LONGEST_FAULT = Duration.ofSeconds(15);

  @Test
  @Timeout(value = 4, unit = TimeUnit.DAYS)
  void whateverHappensAllIsWellAfterIt() {
    long seed = Long.getLong("e2e.seed", 1);
    var random = new Random(seed);
    Instant end = Instant.now().plusSeconds(Long.getLong("e2e.soak", 60));
    Steady steady = Faults.app();
    int number = 0;
    while (Instant.now().isBefore(end)) {
      SoakFault fault = SoakFault.any(random);
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
}
