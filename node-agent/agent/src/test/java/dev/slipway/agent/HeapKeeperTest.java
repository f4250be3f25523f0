package dev.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private static final long NEEDED = 14L << 20;

  private final AtomicLong used = new AtomicLong(NEEDED);
  private final AtomicInteger collections = new AtomicInteger();
  private final HeapKeeper keeper =
      new HeapKeeper(
          used::get,
          () -> {
            used.set(NEEDED);
            collections.incrementAndGet();
          });

  @Test
  void collectsOnceToKnowWhatIsNeeded() {
    keeper.look();
    keeper.look();
    assertThat(collections).hasValue(1);
  }

  @Test
  void collectsWhenThereIsMuchMoreThanWhatWasNeeded() {
    keeper.look();
    used.addAndGet(HeapKeeper.WORTH_IT - 1);
    keeper.look();
    assertThat(collections).hasValue(1);
    used.incrementAndGet();
    keeper.look();
    assertThat(collections).hasValue(2);
    assertThat(used).hasValue(NEEDED);
  }

  @Test
  void whatIsNeededNowIsNotCollectedForAgainAndAgain() {
    keeper.look();
    long more = 3 * NEEDED;
    var growing = new AtomicLong(more);
    var larger = new HeapKeeper(growing::get, collections::incrementAndGet);
    larger.look();
    larger.look();
    larger.look();
    assertThat(collections).hasValue(2);
  }
}
