package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogStreamTest {
  private static final String NOON = "2026-11-23T12:00:00.000000001Z";

  private static DataInputStream frame(int output, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return frame(output, bytes.length, bytes);
  }

  private static DataInputStream frame(int output, int length, byte[] bytes) throws IOException {
    var written = new ByteArrayOutputStream();
    var frame = new DataOutputStream(written);
    frame.writeInt(output << 24);
    frame.writeInt(length);
    frame.write(bytes);
    return new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
  }

  @Test
  void aLineHasItsTimeAndItsOutput() throws IOException {
    assertThat(LogStream.read(frame(1, NOON + " a b\n")))
        .isEqualTo(new LogFrame(Instant.parse(NOON), false, "a b", true));
    assertThat(LogStream.read(frame(2, NOON + " näh\n")))
        .isEqualTo(new LogFrame(Instant.parse(NOON), true, "näh", true));
  }

  @Test
  void anEmptyLineIsOne() throws IOException {
    assertThat(LogStream.read(frame(1, NOON + " \n")).text()).isEmpty();
  }

  @Test
  void aPieceOfALongLineIsNotComplete() throws IOException {
    assertThat(LogStream.read(frame(1, NOON + " a")).complete()).isFalse();
  }

  @Test
  void whatHasNoTimeIsTextAsAWhole() throws IOException {
    assertThat(LogStream.read(frame(1, "the rest\n")))
        .isEqualTo(new LogFrame(Instant.MAX, false, "the rest", true));
  }

  @Test
  void theEndIsTold() {
    assertThatThrownBy(
            () -> LogStream.read(new DataInputStream(new ByteArrayInputStream(new byte[0]))))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aLengthThatCannotBeEndsTheStream() {
    assertThatThrownBy(() -> LogStream.read(frame(1, -1, new byte[0])))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> LogStream.read(frame(1, Integer.MAX_VALUE, new byte[0])))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPieceThatBreaksOffIsNotTold() {
    assertThatThrownBy(() -> LogStream.read(frame(1, 100, NOON.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(EOFException.class);
  }
}
