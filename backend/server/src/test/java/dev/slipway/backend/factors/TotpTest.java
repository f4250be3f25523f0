package dev.slipway.backend.factors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.Decoder;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** Appendix B of RFC 6238, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
  }

  @Test
  void aClockMayDifferByOneStepAndNoMore() {
    Instant now = Instant.ofEpochSecond(1_111_111_109);
    long step = Totp.step(now);
    assertThat(Totp.steps(SECRET, Totp.code(SECRET, step - 1), now)).containsExactly(step - 1);
    assertThat(Totp.steps(SECRET, Totp.code(SECRET, step + 1), now)).containsExactly(step + 1);
    assertThat(Totp.steps(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
  }

  @Test
  void secretsAreTypedInTheUsualLetters() {
    assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }

  @Test
  void thePictureReadsAsTheAddress() throws Exception {
    String text = "otpauth://totp/Slipway:ada%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Slipway";
    QrCode picture = QrCode.of(text);
    assertThat(new Decoder().decode(squares(picture)).getText()).isEqualTo(text);
  }

  private static boolean[][] squares(QrCode picture) {
    int size = picture.size() - 8;
    var squares = new boolean[size][size];
    var run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)").matcher(picture.path());
    while (run.find()) {
      for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
        squares[Integer.parseInt(run.group(2)) - 4][Integer.parseInt(run.group(1)) - 4 + i] = true;
      }
    }
    return squares;
  }
}
