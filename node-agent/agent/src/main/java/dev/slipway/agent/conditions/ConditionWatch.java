package dev.slipway.agent.conditions;

import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks every few seconds what the machine is short of. A shortage holds for a while after it was
 * last seen, or a machine at the limit would be closed and opened all the time.
 */
public final class ConditionWatch {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration HOLDS = Duration.ofMinutes(1);

  private final ReserveReader reader;
  private final Supplier<Path> disk;
  private final BooleanSupplier engineDown;
  private final InstantSource clock;
  private final Map<Condition, Instant> seen = new EnumMap<>(Condition.class);
  private volatile Set<Condition> pressures = Set.of();

  /**
   * @param disk where images and containers lie
   */
  public ConditionWatch(
      Exec exec, Supplier<Path> disk, BooleanSupplier engineDown, InstantSource clock) {
    this(new ReserveReader(exec, Path.of("/proc")), disk, engineDown, clock);
  }

  ConditionWatch(
      ReserveReader reader, Supplier<Path> disk, BooleanSupplier engineDown, InstantSource clock) {
    this.reader = reader;
    this.disk = disk;
    this.engineDown = engineDown;
    this.clock = clock;
  }

  /** All that hold now. */
  public Set<Condition> held() {
    var held = EnumSet.noneOf(Condition.class);
    held.addAll(pressures);
    if (engineDown.getAsBoolean()) {
      held.add(Condition.ENGINE_DOWN);
    }
    return held;
  }

  /** Looks until interrupted. */
  public void run() {
    try {
      while (true) {
        see(reader.read(disk.get()).pressures());
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void see(Set<Condition> now) {
    Instant at = clock.instant();
    now.forEach(one -> seen.put(one, at));
    seen.values().removeIf(last -> !last.plus(HOLDS).isAfter(at));
    pressures = Set.copyOf(seen.keySet());
  }
}
