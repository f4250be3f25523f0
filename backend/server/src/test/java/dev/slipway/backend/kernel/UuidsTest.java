package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UuidsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

  @Test
  void whatIsMadeWithinAMillisecondIsInOrder() {
    List<String> made =
        IntStream.range(0, 1000)
            .mapToObj(micros -> Uuids.next(NOW.plusNanos(micros * 1000L)).toString())
            .toList();
    assertThat(made).isSorted();
  }

  @Test
  void theTimeIsInFront() {
    UUID made = Uuids.next(NOW.plusNanos(999_999));
    assertThat(made.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    assertThat(made.version()).isEqualTo(7);
    assertThat(made.variant()).isEqualTo(2);
  }

  @Test
  void twoOfOneMomentDiffer() {
    assertThat(Uuids.next(NOW)).isNotEqualTo(Uuids.next(NOW));
  }
}
