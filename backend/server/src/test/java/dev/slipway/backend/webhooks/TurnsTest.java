package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Turns<String> turns = new Turns<>(1);

  @Test
  void everybodyHasALineOfTheirOwn() {
    assertThat(during("hot", "other", LONG, 1)).isEqualTo("done");
  }

  @Test
  void whoseTurnDoesNotComeGoesWithoutIt() {
    assertThat(during("hot", "hot", Duration.ZERO, Integer.MAX_VALUE)).isNull();
  }

  @Test
  void whoWouldMakeTheLineTooLongDoesNotWait() {
    assertThat(during("hot", "hot", LONG, 1)).isNull();
    assertThat(turns.within("hot", LONG, 1, () -> "done")).isEqualTo("done");
  }

  /** What the second one gets while the first has its turn. */
  private @Nullable String during(String first, String second, Duration patience, int longest) {
    var got = new AtomicReference<@Nullable String>();
    var _ =
        turns.within(
            first,
            LONG,
            () -> {
              got.set(turns.within(second, patience, longest, () -> "done"));
              return true;
            });
    return got.get();
  }
}
