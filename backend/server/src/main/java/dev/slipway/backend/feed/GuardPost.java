package dev.slipway.backend.feed;

import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open thing that is watched over. */
final class GuardPost implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(GuardPost.class);

  /** The database's clock decides, and may be a little behind ours. */
  private static final Duration AT_SOONEST = Duration.ofMillis(50);

  private final Principal principal;
  private final Callable<?> enter;
  private final Runnable lost;
  private final Supplier<@Nullable Instant> until;
  private final InstantSource clock;
  private final Duration atLatest;
  private final Consumer<GuardPost> ended;
  private final Semaphore bell = new Semaphore(0);
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread = Thread.ofVirtual().name("guard").unstarted(this::run);

  GuardPost(
      Principal principal,
      Callable<?> enter,
      Runnable lost,
      Supplier<@Nullable Instant> until,
      InstantSource clock,
      Duration atLatest,
      Consumer<GuardPost> ended) {
    this.principal = principal;
    this.enter = enter;
    this.lost = lost;
    this.until = until;
    this.clock = clock;
    this.atLatest = atLatest;
    this.ended = ended;
  }

  void start() {
    thread.start();
  }

  Principal principal() {
    return principal;
  }

  void ring() {
    bell.release();
  }

  @Override
  public void close() {
    boolean _ = end();
    // Not interrupted: it may be asking the database, which would lose the connection.
    bell.release();
  }

  /** True for the first to end it. */
  private boolean end() {
    ended.accept(this);
    return over.compareAndSet(false, true);
  }

  private void run() {
    try {
      do {
        boolean _ = bell.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
        int _ = bell.drainPermits();
      } while (!over.get() && holds());
      if (end()) {
        lost.run();
      }
    } catch (InterruptedException _) {
      log.debug("The control plane is going down");
    } catch (RuntimeException e) {
      log.warn("What lost its right could not be ended", e);
    }
  }

  private Duration pause() {
    Instant end;
    try {
      end = until.get();
    } catch (RuntimeException e) {
      log.debug("Cannot look up when a right ends", e);
      return atLatest;
    }
    if (end == null) {
      return atLatest;
    }
    Duration left = Duration.between(clock.instant(), end);
    if (left.compareTo(atLatest) > 0) {
      return atLatest;
    }
    return left.compareTo(AT_SOONEST) < 0 ? AT_SOONEST : left;
  }

  private boolean holds() throws InterruptedException {
    try {
      Object _ = CurrentCaller.as(principal, enter);
      return true;
    } catch (Problem _) {
      return false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // The database is away: what was allowed a moment ago stays so until it is back.
      log.debug("Cannot look up whether something may stay open", e);
      return true;
    }
  }
}
