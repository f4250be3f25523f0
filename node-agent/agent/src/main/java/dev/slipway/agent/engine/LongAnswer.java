package dev.slipway.agent.engine;

import com.github.dockerjava.api.exception.DockerException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An answer of the engine's that goes on for as long as a container runs, on a connection of its
 * own. docker-java keeps 25 KB of buffers for each, whether anything comes or not.
 */
final class LongAnswer implements AutoCloseable {
  /** Bytes; the engine's headers are a few hundred. */
  private static final int LONGEST_LINE = 8 << 10;

  private static final int MOST_HEADERS = 100;
  private static final int MOST_OF_REFUSAL = 8 << 10;

  private final SocketChannel channel;
  private final InputStream input;

  /**
   * @throws IOException when nobody listens there
   */
  LongAnswer(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      close();
      throw e;
    }
    input = new SparingInput(Channels.newInputStream(channel));
  }

  /**
   * Asks, and waits for the answer's beginning.
   *
   * @return its body, up to where the engine closes the connection
   * @throws DockerException when the engine refuses it
   */
  InputStream get(String path) throws IOException {
    // HTTP/1.0, in which a body without an end known before comes as it is (RFC 9112, 6.3).
    var request = "GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n";
    var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    int status = status(line());
    for (int header = 0; !line().isEmpty(); header++) {
      if (header == MOST_HEADERS) {
        throw new IOException("The engine's answer has no end of headers.");
      }
    }
    if (status != 200) {
      var said = new String(input.readNBytes(MOST_OF_REFUSAL), StandardCharsets.UTF_8);
      throw new DockerException(said, status);
    }
    return input;
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("The engine does not answer in HTTP.");
    }
    return Integer.parseInt(words[1]);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("The engine's answer begins with a line that is too long.");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** May be called at any moment, by anybody: whoever reads is told the end. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is left behind either way.
    }
  }
}
