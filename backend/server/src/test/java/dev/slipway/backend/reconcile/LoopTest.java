package dev.slipway.backend.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  final AtomicInteger runs = new AtomicInteger();
  volatile OptionalLong epoch = OptionalLong.of(7);
  Thread thread = Thread.currentThread();

  @AfterEach
  void stop() throws Exception {
    thread.interrupt();
    thread.join();
  }

  @Test
  void runsAtOnceAndThenWhenWoken() {
    Loop loop = start(Duration.ofMinutes(1), _ -> {});
    await().atMost(LONG).until(() -> runs.get() == 1);
    loop.wakeOn("something else");
    await().pollDelay(Duration.ofMillis(200)).atMost(LONG).until(() -> runs.get() == 1);
    loop.wakeOn("pod");
    await().atMost(LONG).until(() -> runs.get() == 2);
  }

  @Test
  void runsOnItsPeriod() {
    Loop _ = start(Duration.ofMillis(50), _ -> {});
    await().atMost(LONG).until(() -> runs.get() >= 3);
  }

  @Test
  void wakeUpsWhileItIsBusyMergeIntoOne() {
    var woken = new CountDownLatch(1);
    Loop loop = start(Duration.ofMinutes(1), _ -> awaitQuietly(woken));
    await().atMost(LONG).until(() -> runs.get() == 1);
    for (int i = 0; i < 10; i++) {
      loop.wakeOn("pod");
    }
    woken.countDown();
    await().atMost(LONG).until(() -> runs.get() == 2);
    await().pollDelay(Duration.ofMillis(300)).atMost(LONG).until(() -> runs.get() == 2);
  }

  @Test
  void aFailureIsNotTheEndAndIsNotHurried() {
    var began = new ConcurrentLinkedQueue<Long>();
    Loop loop =
        start(
            Duration.ofMillis(1),
            run -> {
              began.add(System.nanoTime());
              if (run == 1) {
                throw new IllegalStateException("once");
              }
            });
    await().atMost(LONG).until(() -> runs.get() >= 1);
    loop.wakeOn("pod");
    await().atMost(LONG).until(() -> began.size() >= 2);
    List<Long> times = List.copyOf(began);
    assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void endsWhenThisProcessNoLongerLeads() throws Exception {
    Loop _ = start(Duration.ofMillis(20), _ -> {});
    await().atMost(LONG).until(() -> runs.get() >= 1);
    epoch = OptionalLong.empty();
    thread.join(LONG);
    assertThat(thread.isAlive()).isFalse();
  }

  private Loop start(Duration period, IntConsumer work) {
    var reconciler =
        new Reconciler() {
          @Override
          public Duration period() {
            return period;
          }

          @Override
          public Set<String> wakesOn() {
            return Set.of("pod");
          }

          @Override
          public Progress reconcile(long leading) {
            work.accept(runs.incrementAndGet());
            return new Progress(0, 0);
          }
        };
    var loop = new Loop(reconciler, () -> epoch, new SimpleMeterRegistry());
    thread = Thread.ofVirtual().start(loop);
    return loop;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
