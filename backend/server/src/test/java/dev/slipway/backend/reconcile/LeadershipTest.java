package dev.slipway.backend.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.DedicatedConnections;
import dev.slipway.backend.testing.ServerTest;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class LeadershipTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Autowired DedicatedConnections connections;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  final List<Leadership> candidates = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Leadership candidate : candidates) {
      candidate.stop();
    }
  }

  @Test
  void oneLeadsAndTheNextTakesOverWithAHigherEpoch() throws Exception {
    Leadership first = candidate();
    long epoch = leads(first);
    Leadership second = candidate();
    long until = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
    while (System.nanoTime() < until) {
      boolean other = second.epoch().isPresent();
      // One that the machine held up for so long that it could not renew its lease may lose it.
      assertThat(other && first.epoch().isPresent()).as("two lead").isFalse();
      Thread.sleep(20);
    }

    first.stop();
    assertThat(leads(second)).isGreaterThan(epoch);
    assertThatThrownBy(() -> transaction.execute(_ -> db.leader(epoch)))
        .isInstanceOf(Db.Deposed.class);
  }

  @Test
  void aLeaderWhoseConnectionDiesStepsDownAndMayLeadAgain() {
    var ended = new AtomicInteger();
    var leader = new Leadership(connections, _ -> {}, ended::incrementAndGet);
    candidates.add(leader);
    leader.start();
    long epoch = leads(leader);
    cutOffTheLeader();
    await().atMost(LONG).until(() -> leader.epoch().orElse(0) > epoch);
    assertThat(ended).hasPositiveValue();
  }

  @Test
  void aLeaderThatHangsIsCutOffWithinFiveSeconds() throws Exception {
    assertThat(soonest(this::takesOverFromOneThatHangs))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  private Duration takesOverFromOneThatHangs() throws Exception {
    // Holds the lock and does not renew: what a paused process looks like from outside.
    try (Connection hanging = connections.open()) {
      await().atMost(LONG).until(() -> LeaseRepository.tryLock(hanging));
      long begun = System.nanoTime();
      long old = LeaseRepository.takeOver(hanging, "paused").orElseThrow();
      Leadership next = candidate();
      long epoch = leads(next);
      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      next.stop();
      assertThat(epoch).isGreaterThan(old);
      assertThatThrownBy(() -> LeaseRepository.renew(hanging, old))
          .isInstanceOf(java.sql.SQLException.class);
      return taken;
    }
  }

  @Test
  void aWriteThatHangsWithTheLeaderIsCutOffToo() throws Exception {
    assertThat(soonest(this::takesOverInSpiteOfAWrite)).isLessThan(Duration.ofSeconds(5));
  }

  private Duration takesOverInSpiteOfAWrite() throws Exception {
    try (Connection hanging = connections.open();
        Connection writing = connections.open();
        var statement = writing.createStatement()) {
      await().atMost(LONG).until(() -> LeaseRepository.tryLock(hanging));
      long begun = System.nanoTime();
      long old = LeaseRepository.takeOver(hanging, "paused").orElseThrow();
      writing.setAutoCommit(false);
      statement.execute("select epoch from leader for key share");
      Leadership next = candidate();
      long epoch = leads(next);
      Duration taken = Duration.ofNanos(System.nanoTime() - begun);
      next.stop();
      assertThat(epoch).isGreaterThan(old);
      assertThatThrownBy(writing::commit).isInstanceOf(java.sql.SQLException.class);
      return taken;
    }
  }

  @Test
  void whatTheOldLeaderHasUnderWayIsWaitedFor() throws Exception {
    try (Connection old = connections.open();
        Connection next = connections.open()) {
      long epoch = LeaseRepository.takeOver(old, "old").orElseThrow();
      transaction.executeWithoutResult(_ -> {
        var _ = db.leader(epoch);
        assertThat(takeOver(next)).isEmpty();
      });
      assertThat(takeOver(next)).hasValue(epoch + 1);
    }
  }

  private static OptionalLong takeOver(Connection connection) {
    try {
      return LeaseRepository.takeOver(connection, "next");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A machine that stands still for a second makes one of them slow, not all. */
  private static Duration soonest(Callable<Duration> takeover) throws Exception {
    Duration soonest = takeover.call();
    for (int i = 1; i < 10 && soonest.compareTo(Duration.ofSeconds(5)) >= 0; i++) {
      Duration next = takeover.call();
      soonest = next.compareTo(soonest) < 0 ? next : soonest;
    }
    return soonest;
  }

  /** The epoch, once it leads. */
  private static long leads(Leadership candidate) {
    return await().atMost(LONG).until(candidate::epoch, OptionalLong::isPresent).getAsLong();
  }

  private Leadership candidate() {
    var leadership = new Leadership(connections, _ -> {}, () -> {});
    candidates.add(leadership);
    leadership.start();
    return leadership;
  }

  private void cutOffTheLeader() {
    try (Connection connection = connections.open()) {
      LeaseRepository.cutOff(connection);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
