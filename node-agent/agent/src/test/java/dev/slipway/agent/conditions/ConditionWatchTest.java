package dev.slipway.agent.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.Condition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ConditionWatchTest {
  private static final long GIB = 1L << 30;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicBoolean down = new AtomicBoolean();
  private final AtomicBoolean cutOff = new AtomicBoolean();
  private final ReserveReader reader = new ReserveReader(new LocalExec(), Path.of("/proc"));
  private final ConditionWatch watch =
      new ConditionWatch(reader, () -> Path.of("/"), down::get, cutOff::get, now::get);

  @Test
  void eachReserveHasItsLimit() {
    assertThat(new Reserves(GIB, 100, 10, 100, 5, 100, 5).pressures()).isEmpty();
    assertThat(new Reserves((100L << 20) - 1, 100, 10, 100, 5, 100, 5).pressures())
        .containsExactly(Condition.MEMORY_PRESSURE);
    assertThat(new Reserves(GIB, 100, 9, 100, 5, 100, 5).pressures())
        .containsExactly(Condition.DISK_PRESSURE);
    assertThat(new Reserves(GIB, 100, 10, 100, 4, 100, 5).pressures())
        .containsExactly(Condition.DISK_PRESSURE);
    assertThat(new Reserves(GIB, 100, 10, 100, 5, 100, 4).pressures())
        .containsExactly(Condition.PID_PRESSURE);
  }

  @Test
  void nothingFollowsFromWhatIsNotKnown() {
    assertThat(new Reserves(-1, -1, -1, -1, -1, -1, -1).pressures()).isEmpty();
    // Some file systems make files as they need them.
    assertThat(new Reserves(GIB, 100, 50, 0, 0, 100, 50).pressures()).isEmpty();
  }

  @Test
  void aShortageHoldsForAMinute() {
    watch.see(Set.of(Condition.MEMORY_PRESSURE));
    now.updateAndGet(at -> at.plusSeconds(59));
    watch.see(Set.of());
    assertThat(watch.held()).containsExactly(Condition.MEMORY_PRESSURE);
    now.updateAndGet(at -> at.plusSeconds(1));
    watch.see(Set.of());
    assertThat(watch.held()).isEmpty();
  }

  @Test
  void anEngineThatIsDownIsSaidAtOnce() {
    down.set(true);
    assertThat(watch.held()).containsExactly(Condition.ENGINE_DOWN);
    down.set(false);
    assertThat(watch.held()).isEmpty();
  }

  @Test
  void aNetworkThatCannotBeSetUpIsSaidAtOnce() {
    cutOff.set(true);
    assertThat(watch.held()).containsExactly(Condition.NETWORK_UNAVAILABLE);
    cutOff.set(false);
    assertThat(watch.held()).isEmpty();
  }

  @Test
  void thisMachineSaysWhatItHasLeft() throws Exception {
    Reserves here = reader.read(Path.of("/"));
    assertThat(here.memoryAvailable()).isPositive();
    assertThat(here.disk()).isPositive();
    assertThat(here.diskFree()).isNotNegative();
    assertThat(here.processes()).isPositive();
    assertThat(here.processesFree()).isPositive();
  }
}
