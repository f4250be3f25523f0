package dev.slipway.agent.pods;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.network.NetworkPlane;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pods of this node as they should be. One thread owns all that is known and decides;
 * what takes time is done by others, at most one step for a pod at a time.
 */
public final class PodReconciler implements EngineWatch.Watcher {
  private static final Logger log = LoggerFactory.getLogger(PodReconciler.class);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final EngineWatch watch;
  private final PodLook look;
  private final StepRunner runner;
  private final Probing probing;
  private final Companions companions;
  private final NetworkPlane network;
  private final PodEvents events;
  private final StatusBoard board;
  private final PodTable pods;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final CountDownLatch looked = new CountDownLatch(1);
  private @Nullable Desire desire;
  private @Nullable String down;

  public PodReconciler(
      ContainerEngine engine,
      ImageEngine images,
      ImageLeases leases,
      PullLogins logins,
      EngineWatch watch,
      NetworkPlane network,
      PodMounts mounts,
      LogPump logs,
      Reports reports,
      MemoryStore store,
      Spares spares,
      Exec exec,
      InstantSource clock) {
    this.watch = watch;
    var sandboxes = new Sandboxes(engine, network, spares, exec);
    this.network = network;
    this.events = new PodEvents(reports);
    this.runner =
        new StepRunner(
            engine,
            new Launcher(
                engine,
                leases,
                new ImagePuller(images, logins),
                sandboxes,
                mounts,
                new Policies(watch::info),
                logs),
            sandboxes,
            mounts,
            new Ending(engine, network, new Hooks(engine, events), store.deadlines(), clock),
            logs,
            clock);
    this.board = new StatusBoard(reports);
    this.pods = new PodTable(store);
    this.probing = new Probing(new PodProber(engine), logs, events, pods, clock, inbox::add);
    this.companions =
        new Companions(engine, logs, new CompanionEvents(events), pods, clock, inbox::add);
    this.look = new PodLook(engine, watch, sandboxes, pods, inbox::add, this::probe);
    this.clock = clock;
  }

  /** What the pods should be from now on. */
  public void desire(Desire newest) {
    inbox.add(() -> follow(newest));
  }

  /** How every pod is that is here or should be. */
  public List<PodStatus> statuses() {
    return board.all();
  }

  /** Containers of pods here that ran when they were last seen, without sandboxes. */
  public List<Container> running() {
    return board.running();
  }

  /** Waits until the engine was looked at; false if that takes longer. */
  public boolean awaitFirstLook(Duration patience) throws InterruptedException {
    return looked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void everything(List<Container> containers, long moment) {
    inbox.add(() -> seeAll(containers, moment));
  }

  @Override
  public void happened(String podId) {
    inbox.add(() -> look.at(podId));
  }

  @Override
  public void happenedToSandbox(String name) {
    inbox.add(() -> look.at(pods.named(name)));
  }

  @Override
  public void down(String why) {
    inbox.add(() -> {
      if (down == null) {
        log.warn("{}", why);
        events.engineDown(why);
      }
      down = why;
    });
  }

  /** Reconciles until interrupted. */
  public void run() {
    pods.load();
    Thread watcher = Thread.ofVirtual().name("engine-watch").start(() -> watch.run(this));
    Instant due = clock.instant();
    try {
      while (true) {
        Duration rest = Duration.between(clock.instant(), due);
        Runnable task = inbox.poll(Math.max(0, rest.toMillis()), TimeUnit.MILLISECONDS);
        due = turn(task);
      }
    } catch (InterruptedException _) {
      watcher.interrupt();
      pods.stopProbing();
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever goes wrong with one thing, the others are looked after. */
  private Instant turn(@Nullable Runnable first) {
    try {
      for (Runnable task = first; task != null; task = inbox.poll()) {
        task.run();
      }
      return round();
    } catch (RuntimeException e) {
      log.error("The pods were not looked after this time", e);
      return clock.instant().plus(AFTER_FAILURE);
    }
  }

  /** Decides for every pod what it needs; returns when to decide again at the latest. */
  private Instant round() {
    Instant now = clock.instant();
    Instant due = now.plus(LONGEST_REST);
    if (desire != null && down == null && looked.getCount() == 0) {
      for (PodEntry entry : pods.all()) {
        Instant next = entry.busy() || entry.gone ? due : decide(entry, desire, now);
        due = next.isBefore(due) ? next : due;
      }
    }
    // First: an end for good that was told and then forgotten would be run once more.
    pods.save();
    board.show(pods, looked.getCount() == 0 && desire != null);
    return due;
  }

  /** Begins what the pod needs, or says when it will need something. */
  private Instant decide(PodEntry entry, Desire current, Instant now) {
    if (now.isBefore(entry.retry)) {
      return entry.retry;
    }
    Step step = Planner.next(entry.view(), now);
    if (step instanceof Step.Rest(Instant until)) {
      return until;
    }
    begin(entry, step, current, now);
    return Instant.MAX;
  }

  private void begin(PodEntry entry, Step step, Desire current, Instant now) {
    if (entry.view().ending()) {
      pods.remember(entry, entry.memory.stopping(now));
    }
    PodView view = entry.view();
    entry.touched = watch.moment();
    entry.activity = step instanceof Step.Start ? Phase.STARTING : null;
    log.debug("{} for {}", step, view.id());
    Thread worker =
        Thread.ofVirtual()
            .name("pod-" + entry.id)
            .unstarted(() -> {
              Outcome outcome =
                  runner.run(
                      view,
                      step,
                      current,
                      phase -> inbox.add(() -> entry.does(phase)),
                      steps -> inbox.add(() -> entry.steps = steps));
              inbox.add(() -> finished(entry, step, outcome));
            });
    entry.worker = worker;
    worker.start();
  }

  private void finished(PodEntry entry, Step step, Outcome outcome) {
    entry.worker = null;
    entry.activity = null;
    entry.touched = watch.moment();
    switch (outcome) {
      case Outcome.Unknown(var why) -> {
        log.info("Nothing is known of {} for the moment: {}", entry.id, why);
        entry.retry = clock.instant().plus(AFTER_FAILURE);
        watch.lookSoon();
      }
      case Outcome.Done(var change, var sighting, var failed) -> {
        PodMemory before = entry.memory;
        if (step instanceof Step.OfCompanion of) {
          companions.done(entry, of, change);
        } else {
          pods.remember(entry, change.apply(before));
        }
        entry.see(sighting);
        entry.retry = failed ? clock.instant().plus(AFTER_FAILURE) : Instant.MIN;
        events.after(entry.view(), step, before);
        probe(entry);
        if (step instanceof Step.Remove && sighting.equals(Sighting.NOTHING)) {
          forget(entry);
        }
      }
    }
    if (entry.unseen) {
      entry.unseen = false;
      look.at(entry);
    }
  }

  private void forget(PodEntry entry) {
    Pod pod = entry.pod;
    pods.forget(entry);
    if (pod != null) {
      network.released(pod.getAddress());
    }
    events.gone(entry.id, pod);
  }

  private void probe(PodEntry entry) {
    companions.probe(entry);
    probing.follow(entry);
  }

  private void follow(Desire newest) {
    desire = newest;
    pods.addAll(newest.pods().keySet());
    for (PodEntry entry : pods.all()) {
      entry.follow(newest.pods().get(entry.id));
      probe(entry);
      if (entry.gone && !entry.wanted) {
        pods.drop(entry);
      }
    }
  }

  private void seeAll(List<Container> containers, long moment) {
    if (down != null || looked.getCount() > 0) {
      log.info("The engine answers; {} containers are ours", containers.size());
    }
    if (down != null) {
      events.engineUp();
      down = null;
    }
    List<Container> strays = look.all(containers, moment);
    if (desire != null) {
      pods.tidy();
      look.away(strays);
    }
    looked.countDown();
  }
}
