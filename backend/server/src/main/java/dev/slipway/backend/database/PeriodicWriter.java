package dev.slipway.backend.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes down now and then what others note in memory meanwhile: one statement instead of one for
 * each note. What cannot be written is tried again the next time.
 */
public abstract class PeriodicWriter implements SmartLifecycle {
  private final Logger log = LoggerFactory.getLogger(getClass());
  private final String what;
  private final Duration period;
  private volatile @Nullable Thread writer;

  /**
   * @param what is written, such as {@code what pods use}
   */
  protected PeriodicWriter(String what, Duration period) {
    this.what = what;
    this.period = period;
  }

  /** Writes down what has come since the last time. Called by one thread at a time. */
  protected abstract void write();

  @Override
  public void start() {
    writer = Thread.ofVirtual().name(getClass().getSimpleName()).start(this::run);
  }

  @Override
  public void stop() {
    Thread running = writer;
    writer = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(period);
        write();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Cannot write down {}; trying again: {}", what, e.toString());
      }
    }
  }
}
