package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.QosClass;
import dev.slipway.api.apps.Resources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingTest {
  /** Of an app with the limits 1000 thousandths of a core and 512 MiB. */
  @ParameterizedTest
  @CsvSource({
    ", , 100, 256, BURSTABLE",
    "1000, 512, 1000, 512, GUARANTEED",
    "1000, , 1000, 256, BURSTABLE",
    ", 512, 100, 512, BURSTABLE",
    "500, 128, 500, 128, BURSTABLE",
    "0, 512, 0, 512, BURSTABLE",
    "1000, 0, 1000, 0, BURSTABLE",
    "0, 0, 0, 0, BEST_EFFORT"
  })
  void theClassFollowsWhatIsBooked(
      @Nullable Integer cpu, @Nullable Long memory, int millis, long mebibytes, QosClass quality) {
    AppSpec spec =
        AppSpec.worker()
            .withLimits(1000, 512L << 20, 256)
            .withResources(new Resources(cpu, memory == null ? null : memory << 20, null));
    Booking booking = Booking.of(spec);
    assertThat(booking).isEqualTo(new Booking(millis, mebibytes << 20));
    assertThat(booking.quality(spec)).isEqualTo(quality);
  }
}
