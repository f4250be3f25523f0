package dev.slipway.backend.feed;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work that every replica does for the agents whose streams end in it, round by round: when
 * something of the right kind changed, and from time to time in case that was missed. A round that
 * fails is tried again.
 */
public abstract class Rounds implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final String name;
  private final ChangeFeed feed;
  private final Set<String> wakesOn;
  private final Duration grouped;
  private final Semaphore wake = new Semaphore(0);
  private volatile @Nullable Thread thread;

  /**
   * @param name of what is done, for the log
   * @param wakesOn kinds of things whose change begins a round
   * @param grouped waited after a change, for those that come with it
   */
  protected Rounds(String name, ChangeFeed feed, Set<String> wakesOn, Duration grouped) {
    this.name = name;
    this.feed = feed;
    this.wakesOn = wakesOn;
    this.grouped = grouped;
  }

  /** One look at everything; safe at any time. */
  protected abstract void pass();

  /** When the next round begins at the latest. */
  protected Duration period() {
    return PERIOD;
  }

  /** The next round begins at once. */
  protected final void wake() {
    wake.release();
  }

  @Override
  public void start() {
    // Assigned before it runs: it goes on for as long as it is the one assigned.
    Thread rounds = Thread.ofVirtual().name(name).unstarted(this::run);
    thread = rounds;
    rounds.start();
  }

  private void run() {
    try (var _ =
        feed.subscribe(changes -> {
          if (changes.stream().anyMatch(change -> wakesOn.contains(change.kind()))) {
            wake.release();
          }
        })) {
      while (isRunning()) {
        passAndLog();
        if (wake.tryAcquire(period().toMillis(), TimeUnit.MILLISECONDS)) {
          Thread.sleep(grouped);
        }
        int _ = wake.drainPermits();
      }
    } catch (InterruptedException _) {
      // The process is ending.
    } catch (Exception e) {
      LOG.error("There are no more rounds of {} until a restart", name, e);
    }
  }

  private void passAndLog() {
    try {
      pass();
    } catch (RuntimeException e) {
      LOG.warn("A round of {} failed; trying again", name, e);
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
