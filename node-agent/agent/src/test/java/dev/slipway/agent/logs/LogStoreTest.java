package dev.slipway.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @Test
  void aSmallerBudgetHoldsAtOnceAndWhatItCostsIsCounted() throws IOException {
    var store = new LogStore(folder, LogBudget.USUAL);
    write(store, "chatty", 5000);
    write(store, "quiet", 10);
    long before = store.bytes().getOrDefault("chatty", 0L);
    store.keep(LogBudget.USUAL);
    assertThat(store.removed()).isZero();

    store.keep(new LogBudget(1, MIB));

    long after = store.bytes().getOrDefault("chatty", 0L);
    assertThat(before - after).isPositive().isEqualTo(store.removed());
    assertThat(Segment.in(folder.resolve("chatty"))).isEmpty();
    assertThat(store.bytes().getOrDefault("quiet", 0L)).isPositive();
    assertThat(store.removed()).isZero();
  }

  @Test
  void nothingIsKeptWhereNothingIs() throws IOException {
    var store = new LogStore(folder.resolve("none"), LogBudget.USUAL);
    store.keep(new LogBudget(1, 1));
    assertThat(store.bytes()).isEmpty();
  }

  private static void write(LogStore store, String app, int lines) {
    for (int i = 1; i <= lines; i++) {
      store.append(app, new Entry(i, "c", "p", "web-1", false, i + "x".repeat(1000)));
    }
  }
}
