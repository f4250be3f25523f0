package dev.slipway.agent.disk;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.StoreEngine;
import dev.slipway.agent.engine.Stored;
import dev.slipway.agent.engine.StoredContainer;
import dev.slipway.agent.engine.StoredImage;
import dev.slipway.agent.logs.EngineLogPump;
import dev.slipway.protocol.DiskUse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the node's disk from filling up, and tells what fills it. Nothing is removed before the
 * node was told what it should run.
 */
public final class DiskKeeper {
  private static final Logger log = LoggerFactory.getLogger(DiskKeeper.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  /** Adding up costs the engine some work, so it is not asked each time. */
  private static final Duration ADDED_UP = Duration.ofMinutes(5);

  /** An app that writes much loses a part of its log every minute. */
  private static final Duration LOGS_TOLD = Duration.ofHours(1);

  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final StoreEngine store;
  private final EngineLogPump logs;
  private final Disk disk;
  private final ImageLeases leases;
  private final ImageCollector collector;
  private final Reports reports;
  private final DiskEvents events;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Desire desire;
  private Instant addUp = Instant.MIN;
  private Instant tellLogs = Instant.MIN;
  private long logsRemoved;
  private int toldPercent = -1;
  private boolean pressed;

  /** The disk all of this lies on. */
  public interface Disk {
    DiskSpace space() throws IOException;
  }

  public DiskKeeper(
      StoreEngine store,
      ImageEngine images,
      EngineLogPump logs,
      Disk disk,
      ImageLeases leases,
      Reports reports,
      InstantSource clock) {
    this.store = store;
    this.logs = logs;
    this.disk = disk;
    this.leases = leases;
    this.collector = new ImageCollector(store, images, leases, clock);
    this.reports = reports;
    this.events = new DiskEvents(reports);
    this.clock = clock;
  }

  /** What the node should have, before anybody makes it so. */
  public void follow(Desire newest) {
    Desire before = desire;
    desire = newest;
    if (before == null || !before.disk().equals(newest.disk())) {
      wake.release();
    }
  }

  /** Percent of the disk from which on no build begins. */
  public int buildLimit() {
    return budgets().buildLimit();
  }

  private Budgets budgets() {
    Desire current = desire;
    return current == null ? Budgets.USUAL : Budgets.of(current.disk());
  }

  /** Keeps until interrupted. */
  public void run() {
    try {
      while (true) {
        boolean _ = wake.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look; safe at any time. */
  void turn() {
    Desire current = desire;
    if (current == null) {
      return;
    }
    try {
      keep(current, Budgets.of(current.disk()));
    } catch (EngineException e) {
      log.debug("The engine does not say what it keeps: {}", e.toString());
    } catch (IOException | RuntimeException e) {
      log.warn("The disk was not looked after this time", e);
    }
  }

  private void keep(Desire current, Budgets budgets) throws IOException {
    keepLogs(budgets);
    DiskSpace space = disk.space();
    boolean full = space.percent() >= budgets.collectFrom();
    Instant now = clock.instant();
    if (!full && now.isBefore(addUp) && space.percent() == toldPercent) {
      return;
    }
    Stored stored = store.stored();
    noteUses(stored);
    boolean fewer = shrinkCache(stored, budgets, full);
    fewer |= collect(stored, current, budgets, full);
    leases.journal().save(stored.images(), now.minus(REMEMBERED));
    addUp = now.plus(ADDED_UP);
    tell(fewer ? store.stored() : stored, budgets);
  }

  private void keepLogs(Budgets budgets) throws IOException {
    logs.keep(budgets.logs());
    logsRemoved += logs.removed();
    if (logsRemoved > 0 && !clock.instant().isBefore(tellLogs)) {
      events.logsRemoved(logsRemoved);
      logsRemoved = 0;
      tellLogs = clock.instant().plus(LOGS_TOLD);
    }
  }

  /** An image is used for as long as there is a container of it. */
  private void noteUses(Stored stored) {
    Set<String> ours =
        stored.containers().stream()
            .filter(container -> container.labels().containsKey(Labels.POD))
            .map(StoredContainer::imageId)
            .collect(Collectors.toSet());
    leases.journal().used(ours, clock.instant());
  }

  /** On a disk that fills up the cache shrinks first, but never to nothing. */
  private boolean shrinkCache(Stored stored, Budgets budgets, boolean full) {
    long least = Math.max(1, budgets.cacheBytes() / 10);
    long kept =
        full
            ? Math.min(budgets.cacheBytes(), Math.max(least, stored.cacheBytes() / 2))
            : budgets.cacheBytes();
    if (stored.cacheBytes() <= kept) {
      return false;
    }
    long removed = store.shrinkCache(kept);
    if (removed > 0) {
      events.cacheRemoved(removed, kept);
    }
    return removed > 0;
  }

  private boolean collect(Stored stored, Desire current, Budgets budgets, boolean full)
      throws IOException {
    int before = disk.space().percent();
    ImageCollector.Need need =
        now ->
            Math.max(
                now.layerBytes() - budgets.imageBytes(), full ? beyond(budgets.collectTo()) : 0);
    List<StoredImage> removed =
        collector.collect(stored, need, this::kept, current.welcome().getRegistryHost());
    if (removed.isEmpty()) {
      return false;
    }
    long bytes = stored.layerBytes() - store.stored().layerBytes();
    events.imagesRemoved(removed, Math.max(0, bytes), before, disk.space().percent());
    return true;
  }

  private long beyond(int percent) {
    try {
      return disk.space().beyond(percent);
    } catch (IOException _) {
      // Nothing is removed for a disk that does not say how full it is.
      return 0;
    }
  }

  /** What pods are made of, also those that are still to come, and what may be gone back to. */
  private Set<String> kept() {
    var kept = new HashSet<String>();
    Desire current = desire;
    if (current != null) {
      current.pods().values().stream()
          .flatMap(pod -> PodImages.of(pod).stream())
          .map(ImageNames::plain)
          .forEach(kept::add);
      current.disk().getKeptImagesList().stream().map(ImageNames::plain).forEach(kept::add);
    }
    return kept;
  }

  private void tell(Stored stored, Budgets budgets) throws IOException {
    DiskSpace space = disk.space();
    DiskUse use = Usage.of(space, stored, logs.bytes());
    toldPercent = space.percent();
    reports.disk(use);
    boolean presses = space.percent() >= budgets.buildLimit();
    if (presses && !pressed) {
      events.nearlyFull(space.percent(), budgets.buildLimit(), largest(use));
    } else if (!presses && pressed) {
      events.roomAgain(space.percent());
    }
    pressed = presses;
  }

  private static String largest(DiskUse use) {
    return "Images in use or kept for going back take %s, the build cache %s, logs %s, what containers wrote %s."
        .formatted(
            DiskEvents.size(use.getImageBytes()),
            DiskEvents.size(use.getCacheBytes()),
            DiskEvents.size(use.getLogBytes()),
            DiskEvents.size(use.getContainerBytes()));
  }
}
