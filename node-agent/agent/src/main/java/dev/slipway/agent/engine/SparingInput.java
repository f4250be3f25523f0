package dev.slipway.agent.engine;

import java.io.IOException;
import java.io.InputStream;

/** Reads ahead: much while much comes, little while hardly anything does. */
final class SparingInput extends InputStream {
  static final int LITTLE = 512;
  static final int MUCH = 16 << 10;

  private final InputStream source;
  private byte[] ahead = new byte[LITTLE];
  private int next;
  private int end;

  SparingInput(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    return filled() ? ahead[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int count = Math.min(most, end - next);
    System.arraycopy(ahead, next, into, from, count);
    next += count;
    return count;
  }

  /** False at the end. */
  private boolean filled() throws IOException {
    if (next < end) {
      return true;
    }
    int wanted = end == ahead.length ? MUCH : LITTLE;
    if (wanted != ahead.length) {
      ahead = new byte[wanted];
    }
    next = 0;
    end = Math.max(0, source.read(ahead));
    return end > 0;
  }

  /** Bytes that are kept for what comes next. */
  int kept() {
    return ahead.length;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
