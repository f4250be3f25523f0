package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
  private long now = Long.MAX_VALUE - 10;
  private final Shares<String> shares = new Shares<>(3, Duration.ofMillis(100), () -> now);

  @Test
  void aBurstIsTakenAndNoMore() {
    assertThat(taken("a", 5)).isEqualTo(3);
  }

  @Test
  void whatSomebodyTakesIsNotTakenFromOthers() {
    assertThat(taken("a", 5)).isEqualTo(3);
    assertThat(taken("b", 5)).isEqualTo(3);
  }

  @Test
  void oneMoreComesAfterEachWhile() {
    assertThat(taken("a", 5)).isEqualTo(3);
    now += Duration.ofMillis(100).toNanos();
    assertThat(taken("a", 5)).isEqualTo(1);
  }

  @Test
  void nothingIsSavedUpBeyondABurst() {
    assertThat(taken("a", 5)).isEqualTo(3);
    now += Duration.ofHours(1).toNanos();
    assertThat(taken("a", 5)).isEqualTo(3);
  }

  private long taken(String key, int asked) {
    return IntStream.range(0, asked).filter(_ -> shares.take(key)).count();
  }
}
