package dev.slipway.backend.reconcile;

import dev.slipway.backend.database.Db;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;

/** Runs one reconciler while this process leads. Wake-ups while it is busy merge into one. */
final class Loop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private final Reconciler reconciler;
  private final Supplier<OptionalLong> epoch;
  private final String name;
  private final Timer timer;
  private final Semaphore wakeUps = new Semaphore(0);
  private int failures;
  private String lastFailure = "";

  Loop(Reconciler reconciler, Supplier<OptionalLong> epoch, MeterRegistry meters) {
    this.reconciler = reconciler;
    this.epoch = epoch;
    this.name = AopUtils.getTargetClass(reconciler).getSimpleName();
    this.timer = Timer.builder("slipway.reconcile").tag("reconciler", name).register(meters);
  }

  String name() {
    return name;
  }

  void wakeOn(String kind) {
    if (reconciler.wakesOn().contains(kind)) {
      wakeUps.release();
    }
  }

  @Override
  public void run() {
    try {
      for (OptionalLong leading = epoch.get(); leading.isPresent(); leading = epoch.get()) {
        int _ = wakeUps.drainPermits();
        long began = System.nanoTime();
        Duration pause = reconcile(leading.getAsLong());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (failures > 0) {
          // Not to be woken: what fails would only fail more often.
          Thread.sleep(pause);
        } else {
          boolean _ = wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
          // What takes long is done for more changes at once, and leaves time for others.
          Thread.sleep(took.dividedBy(2));
        }
      }
    } catch (InterruptedException _) {
      log.debug("{} stops", name);
    }
  }

  private Duration reconcile(long leading) throws InterruptedException {
    long began = System.nanoTime();
    try {
      Reconciler.Progress progress = reconciler.reconcile(leading);
      log.debug("{}: {}", name, progress);
      succeeded();
      return reconciler.period();
    } catch (Db.Deposed _) {
      // The renewing thread will notice too; until then there is nothing to do.
      return reconciler.period();
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return failed(e);
    } finally {
      timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  private void succeeded() {
    if (failures > 0) {
      log.info("{} works again after {} failures", name, failures);
    }
    failures = 0;
    lastFailure = "";
  }

  /** Once in full; the same again only counts. */
  private Duration failed(RuntimeException e) {
    failures++;
    String failure = String.valueOf(e);
    Duration pause = Backoff.after(failures);
    if (!failure.equals(lastFailure)) {
      log.error("{} failed and is tried again in {}", name, pause, e);
    }
    lastFailure = failure;
    return pause;
  }
}
