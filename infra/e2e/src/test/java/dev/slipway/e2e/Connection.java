package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * One HTTP/1.1 connection to the ingress. By hand, because a library sends a request that was lost
 * once more and says nothing of it.
 */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream input;
  private boolean open = true;

  /**
   * @param ingress where the platform answers for its apps
   */
  Connection(InetSocketAddress ingress) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(ingress, PATIENCE_MILLIS);
      input = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether another request may be sent here: the other side has not said that it will close. */
  boolean open() {
    return open;
  }

  /** The status of the answer, once all of its body has come. */
  int get(String host, String path, boolean last) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: %s\r\n\r\n"
            .formatted(path, host, last ? "close" : "keep-alive");
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (header.equals("connection: close")) {
        open = false;
      }
    }
    if (input.readNBytes(length).length < length) {
      throw new EOFException("The answer was cut off");
    }
    open &= !last;
    return status;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("The connection was closed instead of an answer");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
