package dev.slipway.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppLogTest {
  private static final Filter ALL = new Filter("", "", 0, "");
  private static final int LINE = 1000;

  @TempDir Path folder;
  private AppLog log;

  @BeforeEach
  void open() throws IOException {
    log = new AppLog(folder);
  }

  @Test
  void compressesWhatIsCompleteAndReadsThroughAllOfIt() throws IOException {
    fill(5000);
    assertThat(Segment.in(folder)).hasSize(4);
    assertThat(texts(ALL, 3)).containsExactly(text(4998), text(4999), text(5000));
    assertThat(texts(ALL, 4500)).hasSize(4500);
    assertThat(texts(new Filter("", "", 1500, ""), 9000).getFirst()).isEqualTo(text(1500));
    assertThat(texts(new Filter("", "", 0, "|77|"), 9)).containsExactly(text(77));
    long compressed = 0;
    for (Segment segment : Segment.in(folder)) {
      compressed += segment.bytes();
    }
    assertThat(compressed).isLessThan(400_000);
  }

  @Test
  void knowsHowFarItReadAfterBeingKilledAtAnyStep() throws IOException {
    fill(1500);
    Position known = log.position("c");
    log.close();
    // In the middle of an entry.
    Files.writeString(folder.resolve("current.log"), "1501\tc\tp", StandardOpenOption.APPEND);
    // In the middle of compressing.
    Files.writeString(folder.resolve("1-2.log.gz.part"), "half");
    log = new AppLog(folder);
    assertThat(log.position("c")).isEqualTo(known).isEqualTo(new Position(1500, 1));
    assertThat(texts(ALL, 9000)).hasSize(1500);
    assertThat(folder.resolve("1-2.log.gz.part")).doesNotExist();
  }

  @Test
  void doublesNothingWhenKilledBeforeThePlainFileWasTakenAway() throws IOException {
    fill(500);
    log.close();
    Segment.make(folder.resolve("current.log"), 1, 500);
    log = new AppLog(folder);
    assertThat(texts(ALL, 9000)).hasSize(500);
    assertThat(log.position("c")).isEqualTo(new Position(500, 1));
  }

  @Test
  void countsEntriesOfTheSameMoment() throws IOException {
    log.append(entry(7, "a"), () -> {});
    log.append(entry(7, "b"), () -> {});
    assertThat(log.position("c")).isEqualTo(new Position(7, 2));
    assertThat(log.position("other")).isEqualTo(Position.START);
  }

  @Test
  void keepsTextAsItIs() throws IOException {
    String text = "tab\t bell\u0007 escape\u001b[1m return\r nul\u0000 ünï \ud83d\ude80";
    log.append(entry(1, text), () -> {});
    assertThat(texts(ALL, 1)).containsExactly(text);
  }

  @Test
  void keepsWithinItsBudget() throws IOException {
    fill(9000);
    long before = Segment.in(folder).getLast().lastNanos();
    new LogBudget(100_000, 1 << 30).keep(folder);
    long bytes = 0;
    for (Segment segment : Segment.in(folder)) {
      bytes += segment.bytes();
    }
    assertThat(bytes).isBetween(1L, 100_000L);
    assertThat(Segment.in(folder).getLast().lastNanos()).isEqualTo(before);
    new LogBudget(1 << 30, 0).keep(folder);
    assertThat(Segment.in(folder)).isEmpty();
    assertThat(texts(ALL, 1)).containsExactly(text(9000));
  }

  private void fill(int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      log.append(entry(i, text(i)), () -> {});
    }
  }

  private static String text(int number) {
    return "|" + number + "|" + "x".repeat(LINE);
  }

  private static Entry entry(long nanos, String text) {
    return new Entry(nanos, "c", "p", "web-1", false, text);
  }

  private List<String> texts(Filter filter, int count) throws IOException {
    return log.snapshot(() -> {}).tail(filter, count).stream().map(Entry::text).toList();
  }
}
