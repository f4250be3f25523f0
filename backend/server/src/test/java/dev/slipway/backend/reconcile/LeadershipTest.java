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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class LeadershipTest {
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
  void oneLeadsAndTheNextTakesOverWithinASecondWithAHigherEpoch() throws Exception {
    Leadership first = candidate();
    await().atMost(Duration.ofMinutes(1)).until(() -> first.epoch().isPresent());
    long epoch = first.epoch().getAsLong();
    Leadership second = candidate();
    Thread.sleep(1_500);
    assertThat(second.epoch()).isEmpty();
    assertThat(first.epoch()).hasValue(epoch);

    first.stop();
    await().atMost(Duration.ofMinutes(1)).until(() -> second.epoch().isPresent());
    assertThat(second.epoch().getAsLong()).isGreaterThan(epoch);
    assertThatThrownBy(() -> transaction.execute(_ -> db.leader(epoch)))
        .isInstanceOf(Db.Deposed.class);
  }

  @Test
  void aLeaderWhoseConnectionDiesStepsDownAndMayLeadAgain() {
    var ended = new AtomicInteger();
    var leader = new Leadership(connections, _ -> {}, ended::incrementAndGet);
    candidates.add(leader);
    leader.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> leader.epoch().isPresent());
    long epoch = leader.epoch().getAsLong();
    cutOffTheLeader();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> leader.epoch().isPresent() && leader.epoch().getAsLong() > epoch);
    assertThat(ended).hasPositiveValue();
  }

  @Test
  void aLeaderThatHangsIsCutOffWithinFiveSeconds() throws Exception {
    // Holds the lock and does not renew: what a paused process looks like from outside.
    try (Connection hanging = connections.open()) {
      await().atMost(Duration.ofMinutes(1)).until(() -> LeaseRepository.tryLock(hanging));
      long old = LeaseRepository.takeOver(hanging, "paused").orElseThrow();
      long begun = System.nanoTime();
      Leadership next = candidate();
      await().atMost(Duration.ofMinutes(1)).until(() -> next.epoch().isPresent());
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
      assertThat(next.epoch().getAsLong()).isGreaterThan(old);
      assertThatThrownBy(() -> LeaseRepository.renew(hanging, old))
          .isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  void aWriteThatHangsWithTheLeaderIsCutOffToo() throws Exception {
    try (Connection hanging = connections.open();
        Connection writing = connections.open();
        var statement = writing.createStatement()) {
      await().atMost(Duration.ofMinutes(1)).until(() -> LeaseRepository.tryLock(hanging));
      long old = LeaseRepository.takeOver(hanging, "paused").orElseThrow();
      writing.setAutoCommit(false);
      statement.execute("select epoch from leader for key share");
      long begun = System.nanoTime();
      Leadership next = candidate();
      await().atMost(Duration.ofMinutes(1)).until(() -> next.epoch().isPresent());
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(next.epoch().getAsLong()).isGreaterThan(old);
      assertThatThrownBy(writing::commit).isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  void whatTheOldLeaderHasUnderWayIsWaitedFor() throws Exception {
    Leadership leader = candidate();
    await().atMost(Duration.ofMinutes(1)).until(() -> leader.epoch().isPresent());
    long epoch = leader.epoch().getAsLong();
    transaction.executeWithoutResult(_ -> {
      var _ = db.leader(epoch);
      cutOffTheLeader();
      sleep(300);
      assertThat(leader.epoch()).isNotEqualTo(java.util.OptionalLong.of(epoch + 1));
    });
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> leader.epoch().equals(java.util.OptionalLong.of(epoch + 1)));
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

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
