package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.backend.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
  private static final int MOST = 2 << 20;
  private final Bodies bodies = new Bodies(MOST, Duration.ofSeconds(10));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 512 * 1024 - 1, 512 * 1024, 512 * 1024 + 1, MOST})
  void comesAsItWasSent(int length) {
    var sent = new byte[length];
    Arrays.fill(sent, (byte) 7);
    assertThat(patient().apply(sent)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNotWaitedForWhenItTrickles(boolean wanted) {
    InputStream trickle =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            into[from] = 1;
            return 1;
          }
        };
    var slow = new Bodies(25 << 20, Duration.ofMillis(1));
    assertThat(refusal(() -> slow.read(-1, trickle, wanted, body -> body)).kind())
        .isEqualTo(Problem.Kind.TOO_SLOW);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isRefusedWhenTooLargeWhetherItIsWantedOrNot(boolean wanted) {
    var patient = new Bodies(MOST, Duration.ofMinutes(1));
    for (long told : new long[] {-1, MOST + 1}) {
      assertThat(
              refusal(() -> patient.read(told, stream(new byte[MOST + 1]), wanted, body -> body))
                  .kind())
          .isEqualTo(Problem.Kind.TOO_LARGE);
    }
  }

  @Test
  void ofWhatNobodyWantsOnlyTheBeginningIsKept() throws IOException {
    var patient = new Bodies(MOST, Duration.ofMinutes(1));
    int kept = patient.read(-1, stream(new byte[MOST]), false, body -> body.length);
    assertThat(kept).isEqualTo(512 * 1024);
  }

  @Test
  void theThirdLargeOneAtOnceIsToldToComeAgain() {
    Problem refused = large(() -> large(() -> refusal(() -> large(() -> "read"))));
    assertThat(refused.kind()).isEqualTo(Problem.Kind.TOO_MANY);
    assertThat(refused.retryAfter()).isPositive();
    assertThat(large(() -> "read")).isEqualTo("read");
  }

  private interface Reading<T> {
    T get() throws IOException;
  }

  private <T> T large(Reading<T> inside) {
    try {
      return bodies.read(-1, stream(new byte[600 * 1024]), true, _ -> unchecked(inside));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T unchecked(Reading<T> reading) {
    try {
      return reading.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnaryOperator<byte[]> patient() {
    var patient = new Bodies(MOST, Duration.ofMinutes(1));
    return sent -> unchecked(() -> patient.read(-1, stream(sent), true, body -> body));
  }

  private static Problem refusal(Reading<?> reading) {
    return catchThrowableOfType(Problem.class, reading::get);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
