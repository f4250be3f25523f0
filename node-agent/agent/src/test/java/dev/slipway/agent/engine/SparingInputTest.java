package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SparingInputTest {
  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Gives at most so many bytes at once, as a socket does. */
  private static InputStream pieces(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int from, int length) {
        return super.read(into, from, Math.min(most, length));
      }
    };
  }

  @Test
  void givesWhatComesHoweverItComes() throws IOException {
    for (int most : new int[] {1, 7, 511, 512, 513, 100_000}) {
      byte[] bytes = random(70_001);
      assertThat(new SparingInput(pieces(bytes, most)).readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void bytesByThemselvesAreTheSame() throws IOException {
    var input = new SparingInput(new ByteArrayInputStream(new byte[] {-1, 0, 1}));
    assertThat(input.read()).isEqualTo(255);
    assertThat(input.read()).isZero();
    assertThat(input.read()).isEqualTo(1);
    assertThat(input.read()).isEqualTo(-1);
    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void keepsLittleAgainWhenTheFloodIsOver() throws IOException {
    byte[] bytes = random(SparingInput.LITTLE + SparingInput.MUCH + 10);
    var input = new SparingInput(new ByteArrayInputStream(bytes));
    assertThat(input.kept()).isEqualTo(SparingInput.LITTLE);
    var _ = input.readNBytes(SparingInput.LITTLE + 1);
    assertThat(input.kept()).isEqualTo(SparingInput.MUCH);
    var _ = input.readAllBytes();
    assertThat(input.kept()).isEqualTo(SparingInput.LITTLE);
  }
}
