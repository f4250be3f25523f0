package dev.slipway.backend.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBufferTest {
  private final UUID pod = UUID.randomUUID();

  @Test
  void linesThatComeCloseTogetherAreInOrderOfTime() throws Exception {
    var buffer = new LineBuffer(100);
    buffer.add(List.of(line(1), line(4)), 0);
    buffer.add(List.of(line(2), line(3)), 0);
    assertThat(buffer.take().lines()).extracting(LogLine::text).containsExactly("1", "2", "3", "4");
  }

  @Test
  void ofWhatWasThereBeforeOnlyTheNewestAreSent() throws Exception {
    var buffer = new LineBuffer(2);
    buffer.add(List.of(line(1), line(4)), 0);
    buffer.add(List.of(line(2), line(3)), 0);
    LogBatch batch = buffer.take();
    assertThat(batch.lines()).extracting(LogLine::text).containsExactly("3", "4");
    assertThat(batch.dropped()).isZero();
  }

  @Test
  void aReaderWhoLagsBehindLosesTheOldestAndIsToldHowMany() throws Exception {
    var buffer = new LineBuffer(5000);
    buffer.add(List.of(line(0)), 0);
    assertThat(buffer.take().lines()).hasSize(1);
    buffer.add(IntStream.range(0, 10_500).mapToObj(this::line).toList(), 7);
    LogBatch batch = buffer.take();
    assertThat(batch.dropped()).isEqualTo(507);
    assertThat(batch.lines().getFirst().text()).isEqualTo("500");
    assertThat(batch.lines()).hasSize(1000);
    assertThat(buffer.take().dropped()).isZero();
  }

  private LogLine line(int number) {
    return new LogLine(pod, "web", Instant.ofEpochMilli(number), false, Integer.toString(number));
  }
}
