package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineDown;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.protocol.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an app to end: once no request is under way its hook, then its signal, all within its grace.
 * The kill at the end is the planner's.
 */
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

  /** What the signal gets at least when the hook has used up the grace. */
  private static final Duration AFTER_HOOK = Duration.ofSeconds(2);

  private final ContainerEngine engine;
  private final NetworkPlane network;
  private final Hooks hooks;
  private final Deadlines deadlines;
  private final InstantSource clock;

  Ending(
      ContainerEngine engine,
      NetworkPlane network,
      Hooks hooks,
      Deadlines deadlines,
      InstantSource clock) {
    this.engine = engine;
    this.network = network;
    this.hooks = hooks;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /**
   * @param cause why we end it although it should run; empty when it is to go
   */
  UnaryOperator<PodMemory> ask(PodView view, String cause) throws InterruptedException {
    Container app = Objects.requireNonNull(view.app(), "Only what runs is asked to end.");
    Pod pod = view.pod();
    if (view.ending() && pod != null) {
      awaitIdle(pod.getAddress(), Instant.ofEpochMilli(view.memory().stopSince()));
    }
    Instant now = clock.instant();
    Instant deadline = now.plus(grace(view));
    if (pod != null && pod.hasPreStop() && deadline.isAfter(now)) {
      deadline = deadlines.of(Instance.of(app), deadline, now);
      hooks.run(pod, app.name(), Duration.between(now, deadline));
      deadline = later(deadline, clock.instant().plus(AFTER_HOOK));
    }
    signal(app, signal(pod, app));
    Instant kill = deadline;
    return memory -> memory.signalled(kill, cause);
  }

  /** The probe's own, if it is a probe that ends it. */
  private static Duration grace(PodView view) {
    Pod pod = view.pod();
    if (pod == null) {
      return USUAL_GRACE;
    }
    int ofProbe = view.ending() ? 0 : view.health().graceSeconds();
    return Duration.ofSeconds(ofProbe > 0 ? ofProbe : pod.getTerminationGraceSeconds());
  }

  /** What the app's owner says comes before what its image says. */
  static String signal(@Nullable Pod pod, Container app) {
    return pod == null || pod.getStopSignal().isEmpty() ? app.stopSignal() : pod.getStopSignal();
  }

  /** A signal that the engine refuses is not worth staying for: the deadline stands. */
  private void signal(Container app, String signal) {
    try {
      engine.signal(app.name(), signal);
    } catch (EngineDown down) {
      throw down;
    } catch (EngineException e) {
      log.warn("{} cannot be sent {}: {}", app.name(), signal, e.getMessage());
    }
  }

  private void awaitIdle(String address, Instant since) throws InterruptedException {
    Instant patience = since.plus(UNTIL_IDLE);
    while (clock.instant().isBefore(patience) && !network.idle(address)) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
