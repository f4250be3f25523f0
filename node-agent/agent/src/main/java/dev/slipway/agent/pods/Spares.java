package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.SandboxEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some sandboxes running that belong to nobody: most of a pod's start is making its sandbox.
 * They are made when nothing else is started, one after the other. The engine's name of one says
 * whose it is, so an agent that starts anew finds those nobody has taken.
 */
public final class Spares {
  private static final Logger log = LoggerFactory.getLogger(Spares.class);

  /** Without a start for so long, one more pod is not in anybody's way. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final long MEMORY_FOR_ONE = 512L << 20;
  private static final int MOST = 32;

  private final ContainerEngine engine;
  private final SandboxEngine sandboxes;
  private final SandboxImage image;
  private final IntSupplier wanted;
  private final InstantSource clock;
  private final Deque<String> free = new ArrayDeque<>();
  private Instant quietSince = Instant.EPOCH;

  /**
   * @param wanted how many; asked again and again
   */
  public Spares(
      ContainerEngine engine,
      SandboxEngine sandboxes,
      ImageEngine images,
      IntSupplier wanted,
      InstantSource clock) {
    this.engine = engine;
    this.sandboxes = sandboxes;
    this.image = new SandboxImage(images);
    this.wanted = wanted;
    this.clock = clock;
  }

  /**
   * One for each half GiB, of which it takes half a percent; none on a machine of less than one.
   */
  public static int usual(long memoryBytes) {
    return memoryBytes < 2 * MEMORY_FOR_ONE
        ? 0
        : (int) Math.min(MOST, memoryBytes / MEMORY_FOR_ONE);
  }

  SandboxEngine engine() {
    return sandboxes;
  }

  String image() {
    return image.ensure();
  }

  /** A pod is being started: nothing is made for later meanwhile. */
  synchronized void starting() {
    quietSince = clock.instant();
    notifyAll();
  }

  /**
   * Makes one of them that pod's.
   *
   * @return false when there is none
   */
  boolean take(String name) {
    for (String next = poll(); next != null; next = poll()) {
      // Two agents, or one that was killed meanwhile: the engine says who has it.
      if (sandboxes.rename(next, name)) {
        return true;
      }
    }
    return false;
  }

  private synchronized @Nullable String poll() {
    quietSince = clock.instant();
    notifyAll();
    return free.poll();
  }

  /** Makes what is missing until interrupted. */
  public void run() {
    try {
      while (true) {
        try {
          look();
          for (Instant end = clock.instant().plus(LOOK); awaitMissing(end); ) {
            fill();
          }
        } catch (EngineException e) {
          log.debug("No sandboxes are kept for now: {}", e.getMessage());
          Thread.sleep(AGAIN);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those that ended, such as with the machine, and those beyond the number are of no use. */
  void look() {
    List<Container> all = sandboxes.spares();
    List<String> running = all.stream().filter(Container::running).map(Container::name).toList();
    List<String> kept = running.stream().limit(Math.max(0, wanted.getAsInt())).toList();
    synchronized (this) {
      free.clear();
      free.addAll(kept);
    }
    var rest = new ArrayList<>(all.stream().map(Container::name).collect(Collectors.toSet()));
    rest.removeAll(kept);
    rest.forEach(engine::remove);
  }

  private void fill() throws InterruptedException {
    while (missing()) {
      awaitQuiet();
      ContainerSpec spec =
          PodContainers.spare(UUID.randomUUID().toString().substring(0, 8), image.ensure());
      engine.start(spec);
      synchronized (this) {
        free.add(spec.name());
      }
    }
  }

  private synchronized boolean missing() {
    return free.size() < wanted.getAsInt();
  }

  private synchronized void awaitQuiet() throws InterruptedException {
    for (Duration left = untilQuiet(); left.isPositive(); left = untilQuiet()) {
      wait(left.toMillis() + 1);
    }
  }

  private Duration untilQuiet() {
    return Duration.between(clock.instant(), quietSince.plus(QUIET));
  }

  /** False when the time is over first. */
  private synchronized boolean awaitMissing(Instant end) throws InterruptedException {
    while (!missing()) {
      long left = Duration.between(clock.instant(), end).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
