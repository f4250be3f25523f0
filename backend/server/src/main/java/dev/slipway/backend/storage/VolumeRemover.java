package dev.slipway.backend.storage;

import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.storage.VolumeRemovalRepository.Removal;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.VolumeRemove;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the machines whose streams end in this process which data to remove, again and again until
 * they have said that it is gone. Runs in every replica; being told twice changes nothing.
 */
@Component
class VolumeRemover implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(VolumeRemover.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration GROUPED = Duration.ofMillis(200);
  private static final Set<String> WAKES_ON = Set.of("volume", "node");

  private final RemovalDesk desk;
  private final NodeLink link;
  private final ChangeFeed feed;
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Thread thread;

  VolumeRemover(RemovalDesk desk, NodeLink link, ChangeFeed feed) {
    this.desk = desk;
    this.link = link;
    this.feed = feed;
  }

  /** One look at everything; safe at any time. */
  void pass() {
    for (Removal removal : desk.due(link.connected())) {
      // What cannot be sent now is due again the next time.
      boolean _ = link.send(removal.node(), order(removal));
    }
  }

  private static ToAgent order(Removal removal) {
    return ToAgent.newBuilder()
        .setVolumeRemove(
            VolumeRemove.newBuilder()
                .setId(removal.volume().value().toString())
                .setEpoch(removal.epoch()))
        .build();
  }

  @Override
  public void start() {
    // Assigned before it runs: it goes on for as long as it is the one assigned.
    Thread remover = Thread.ofVirtual().name("volume-remover").unstarted(this::run);
    thread = remover;
    remover.start();
  }

  private void run() {
    try (var _ =
        feed.subscribe(changes -> {
          if (changes.stream().anyMatch(change -> WAKES_ON.contains(change.kind()))) {
            wake.release();
          }
        })) {
      while (isRunning()) {
        passAndLog();
        if (wake.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(GROUPED);
        }
        int _ = wake.drainPermits();
      }
    } catch (InterruptedException _) {
      // The process is ending.
    } catch (Exception e) {
      LOG.error("Volumes are not removed any more until a restart", e);
    }
  }

  private void passAndLog() {
    try {
      pass();
    } catch (RuntimeException e) {
      LOG.warn("Machines could not be told which volumes to remove; trying again", e);
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
