package dev.slipway.backend.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** How guessing is slowed down, and for whom. */
@ServerTest
class AttemptsTest {
  private final String email = UUID.randomUUID() + "@example.com";

  @Autowired AutowireCapableBeanFactory beans;
  @Autowired AttemptRepository repository;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;

  /** Stands still, so that no pause is over because the machine is slow. */
  private final Instant now = Instant.parse("2026-05-04T10:00:00Z");

  private Attempts attempts;

  @BeforeEach
  void withoutTime() {
    attempts =
        (Attempts) beans.initializeBean(new Attempts(repository, () -> now), "attemptsWithoutTime");
  }

  @BeforeEach
  @AfterEach
  void forget() {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql("delete from sign_in_failure").update();
    });
  }

  @Test
  void guessingIsSlowedDownForTheGuesserOnly() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.begin(email, "192.0.2.1")).isZero();
    }
    assertThat(attempts.begin(email, "192.0.2.99").toSeconds()).isBetween(1L, 2L);
    assertThat(attempts.begin(email, "198.51.100.1")).isZero();
  }

  @Test
  void guessingFromManyNetworksIsSlowedDownForAllButKnownBrowsers() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.begin(email, "198.51.%d.1".formatted(i))).isZero();
    }
    assertThat(attempts.begin(email, "203.0.113.1")).isPositive();
    assertThat(attempts.begin(email, "203.0.113.1", "proof of a known browser")).isZero();
  }

  @Test
  void aKnownBrowserHasAttemptsOfItsOwnAndNoMore() {
    for (int i = 0; i < 5; i++) {
      assertThat(attempts.begin(email, "192.0.2.1", "proof of a known browser")).isZero();
    }
    assertThat(attempts.begin(email, "192.0.2.1", "proof of a known browser")).isPositive();
  }

  @Test
  void aNetworkHasTwentyAttemptsAMinuteAndEverybodyTogetherFiftyASecond() {
    for (int i = 0; i < 20; i++) {
      assertThat(attempts.begin("somebody" + i, "192.0.2.1")).isZero();
    }
    assertThat(attempts.begin("somebody else", "192.0.2.1")).isPositive();

    Duration longest = Duration.ZERO;
    for (int i = 0; i < 200 && longest.isZero(); i++) {
      longest = attempts.begin("everybody" + i, "10.0.%d.1".formatted(i));
    }
    assertThat(longest).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
  }

  @Test
  void aHundredAttemptsAtOnceAreAHundred() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tried = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 100; i++) {
        tried.add(threads.submit(() -> attempts.begin(email, "192.0.2.1").isZero()));
      }
      int allowed = 0;
      for (var attempt : tried) {
        allowed += attempt.get() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(5);
    }
  }
}
