package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwinsTest {
  private static final NodeId NODE = new NodeId(new UUID(1, 2));

  private long now = -5;
  private final Twins twins = new Twins(() -> now, new DetectionProperties(Duration.ofSeconds(1)));

  @Test
  void anAgentRefusedOnceIsNoTwin() {
    assertThat(twins.isOne(NODE, "b")).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(twins.isOne(NODE, "b")).isFalse();
  }

  @Test
  void oneThatIsRefusedForSecondsIsATwin() {
    assertThat(twins.isOne(NODE, "b")).isFalse();
    after(Duration.ofSeconds(4));
    assertThat(twins.isOne(NODE, "b")).isTrue();
  }

  @Test
  void itIsToldAgainOnlyAfterAWhile() {
    assertThat(twins.isOne(NODE, "b")).isFalse();
    int told = 0;
    for (int second = 0; second < 15 * 60; second += 5) {
      after(Duration.ofSeconds(5));
      told += twins.isOne(NODE, "b") ? 1 : 0;
    }
    assertThat(told).isEqualTo(2);
  }

  @Test
  void eachStartOfTheAgentBeginsAnew() {
    assertThat(twins.isOne(NODE, "b")).isFalse();
    after(Duration.ofSeconds(5));
    assertThat(twins.isOne(NODE, "c")).isFalse();
  }

  @Test
  void whoWasAwayForLongBeginsAnew() {
    assertThat(twins.isOne(NODE, "b")).isFalse();
    after(Duration.ofMinutes(1));
    assertThat(twins.isOne(NODE, "b")).isFalse();
  }

  private void after(Duration time) {
    now += time.toNanos();
  }
}
