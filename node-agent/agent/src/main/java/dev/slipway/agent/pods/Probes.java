package dev.slipway.agent.pods;

import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.TcpProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Asks one running app how it is, until closed: first whether it has started, then over and over
 * whether it is ready and whether it lives.
 */
final class Probes implements AutoCloseable {
  /** An app that listens on nothing after that long has misunderstood where. */
  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  /** The engine walks through all the files for it. */
  private static final Duration MEASURED = Duration.ofSeconds(10);

  private final Pod pod;
  private final String container;
  private final Instant began;
  private final Prober prober;
  private final InstantSource clock;
  private final Supplier<Optional<PodMemory.Failure>> listening;
  private final Consumer<Health> changed;
  private final Thread asking;
  private Health health;
  private Instant lookedAt = Instant.MIN;

  /**
   * @param wasReady what was known of this very run before: it counts until a probe says otherwise
   * @param listening why the app cannot be reached, asked when it is not
   * @param changed told of every change, from threads of ours
   */
  Probes(
      Pod pod,
      String container,
      boolean wasReady,
      Prober prober,
      InstantSource clock,
      Supplier<Optional<PodMemory.Failure>> listening,
      Consumer<Health> changed) {
    this.pod = pod;
    this.container = container;
    this.began = clock.instant();
    this.prober = prober;
    this.clock = clock;
    this.listening = listening;
    this.changed = changed;
    this.health = Health.UNKNOWN.withReady(wasReady);
    this.asking = Thread.ofVirtual().name("probes-" + pod.getName()).unstarted(() -> run(wasReady));
  }

  Probes start() {
    asking.start();
    return this;
  }

  /** Nothing it learns from now on is told. */
  @Override
  public void close() {
    asking.interrupt();
  }

  private void run(boolean wasReady) {
    Thread living = Thread.ofVirtual().name("liveness-" + pod.getName()).unstarted(this::live);
    Thread writing = Thread.ofVirtual().name("written-" + pod.getName()).unstarted(this::measure);
    try {
      if (pod.getEphemeralBytes() > 0) {
        writing.start();
      }
      if (!wasReady && pod.hasStartup() && !started(pod.getStartup())) {
        return;
      }
      tell(Health::withStarted);
      if (pod.hasLiveness()) {
        living.start();
      }
      ready(wasReady);
    } catch (InterruptedException _) {
      // Closed.
    } finally {
      living.interrupt();
      writing.interrupt();
    }
  }

  /** What it writes beyond its limit would be taken from all others on the machine. */
  private void measure() {
    try {
      while (true) {
        long written = prober.written(container);
        if (written > pod.getEphemeralBytes()) {
          tell(now -> now.withDead(Causes.wroteTooMuch(written, pod.getEphemeralBytes())));
          return;
        }
        sleep(MEASURED);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** It has as much time as so many failures one period apart would take. */
  private boolean started(Probe probe) throws InterruptedException {
    Timing timing = Timing.of(probe);
    sleep(timing.initialDelay());
    Duration patience =
        timing.initialDelay().plus(timing.period().multipliedBy(timing.failureThreshold()));
    while (true) {
      Prober.Check check = ask(probe);
      if (check.ok()) {
        return true;
      }
      if (check.known() && ran().compareTo(patience) >= 0) {
        tell(now ->
            now.withDead(
                "The app did not start within %d s by its startup probe (%s)."
                    .formatted(patience.toSeconds(), check.detail()),
                probe.getTerminationGraceSeconds()));
        return false;
      }
      diagnose(check);
      sleep(Timing.impatient(probe));
    }
  }

  private void ready(boolean wasReady) throws InterruptedException {
    Optional<Probe> asked = readiness(pod);
    if (asked.isEmpty()) {
      tell(now -> now.withReady(true));
      Thread.sleep(Long.MAX_VALUE);
      return;
    }
    Probe probe = asked.get();
    Timing timing = Timing.of(probe);
    // All that ran before a new start of this agent would be asked at once otherwise.
    sleep(wasReady ? timing.jitter(ThreadLocalRandom.current()) : timing.initialDelay());
    boolean ready = wasReady;
    boolean everReady = wasReady;
    int successes = 0;
    int failures = 0;
    while (true) {
      Prober.Check check = ask(probe);
      if (check.known()) {
        successes = check.ok() ? successes + 1 : 0;
        failures = check.ok() ? 0 : failures + 1;
      }
      if (!ready && successes >= timing.successThreshold()) {
        ready = true;
        everReady = true;
        tell(now -> now.withReady(true));
      } else if (ready && failures >= timing.failureThreshold()) {
        ready = false;
        tell(now -> now.withReady(false).withTrouble(unready(check)));
      } else if (!ready && !check.ok()) {
        diagnose(check);
      }
      sleep(everReady ? timing.period() : Timing.impatient(probe));
    }
  }

  private static PodMemory.Failure unready(Prober.Check check) {
    return new PodMemory.Failure(
        "ProbeFailed",
        "The app is not ready by its readiness probe (%s).".formatted(check.detail()));
  }

  /** What is asked when nothing is said: a port that can be connected to. */
  static Optional<Probe> readiness(Pod pod) {
    if (pod.hasReadiness()) {
      return Optional.of(pod.getReadiness());
    }
    return pod.getPort() == 0
        ? Optional.empty()
        : Optional.of(
            Probe.newBuilder().setTcp(TcpProbe.newBuilder().setPort(pod.getPort())).build());
  }

  private void live() {
    try {
      Probe probe = pod.getLiveness();
      Timing timing = Timing.of(probe);
      sleep(timing.initialDelay());
      sleep(timing.jitter(ThreadLocalRandom.current()));
      int failures = 0;
      while (true) {
        Prober.Check check = ask(probe);
        if (check.known()) {
          failures = check.ok() ? 0 : failures + 1;
        }
        if (failures >= timing.failureThreshold()) {
          tell(now ->
              now.withDead(
                  "The app failed its liveness probe %d times in a row (%s) and is started again."
                      .formatted(timing.failureThreshold(), check.detail()),
                  probe.getTerminationGraceSeconds()));
          return;
        }
        sleep(timing.period());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Prober.Check ask(Probe probe) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return prober.check(probe, pod.getAddress(), container);
  }

  private void diagnose(Prober.Check check) {
    Instant now = clock.instant();
    if (ran().compareTo(LISTENS_WITHIN) < 0 || now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
      return;
    }
    lookedAt = now;
    Optional<PodMemory.Failure> unheard = check.reached() ? Optional.empty() : listening.get();
    PodMemory.Failure why = unheard.orElseGet(() -> unready(check));
    tell(known -> known.withTrouble(why));
  }

  /** As we saw it: the engine's clock may be set while the app runs. */
  private Duration ran() {
    return Duration.between(began, clock.instant());
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  private void tell(UnaryOperator<Health> change) {
    Health told;
    synchronized (this) {
      Health next = change.apply(health);
      if (next.equals(health)) {
        return;
      }
      health = next;
      told = next;
    }
    changed.accept(told);
  }
}
