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
  private final BooleanSupplier networkDown;
  private final InstantSource clock;
  private final Map<Condition, Instant> seen = new EnumMap<>(Condition.class);
  private volatile Set<Condition> pressures = Set.of();
  private volatile long memoryAvailable = -1;

  /**
   * @param disk where images and containers lie
   */
  public ConditionWatch(
      Exec exec,
      Supplier<Path> disk,
      BooleanSupplier engineDown,
      BooleanSupplier networkDown,
      InstantSource clock) {
    this(new ReserveReader(exec, Path.of("/proc")), disk, engineDown, networkDown, clock);
  }

  ConditionWatch(
      ReserveReader reader,
      Supplier<Path> disk,
      BooleanSupplier engineDown,
      BooleanSupplier networkDown,
      InstantSource clock) {
    this.reader = reader;
    this.disk = disk;
    this.engineDown = engineDown;
    this.networkDown = networkDown;
    this.clock = clock;
  }

  /** All that hold now. */
  public Set<Condition> held() {
    var held = EnumSet.noneOf(Condition.class);
    held.addAll(pressures);
    if (engineDown.getAsBoolean()) {
      held.add(Condition.ENGINE_DOWN);
    }
    if (networkDown.getAsBoolean()) {
      held.add(Condition.NETWORK_UNAVAILABLE);
    }
    return held;
  }

  /** Bytes that could be given out without swapping when it last looked; negative: not known. */
  public long memoryAvailable() {
    return memoryAvailable;
  }

  /** Looks until interrupted. */
  public void run() {
    try {
      while (true) {
        Reserves reserves = reader.read(disk.get());
        memoryAvailable = reserves.memoryAvailable();
        see(reserves.pressures());
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
