package dev.slipway.agent.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the engine's frames, each "time text", into ours. Reads in a virtual thread: docker-java has
 * a thread of the machine for each stream, and a node follows every container it runs.
 */
final class LogStream implements Subscription {
  private static final int STDERR = 2;

  /** Bytes; the engine cuts lines into pieces of 16 KiB. */
  private static final int LONGEST = 1 << 20;

  private final DockerConnection docker;
  private final String path;
  private final Instant since;
  private final LogConsumer consumer;
  private @Nullable LongAnswer answer;
  private boolean closed;

  private LogStream(DockerConnection docker, String path, Instant since, LogConsumer consumer) {
    this.docker = docker;
    this.path = path;
    this.since = since;
    this.consumer = consumer;
  }

  /**
   * @param follow goes on until the container ends
   * @throws EngineDown when nobody answers
   */
  static LogStream open(
      DockerConnection docker, String name, Instant since, boolean follow, LogConsumer consumer) {
    // The engine only understands whole seconds.
    String path =
        "/v%s/containers/%s/logs?stdout=1&stderr=1&timestamps=1&follow=%d&since=%d"
            .formatted(
                docker.apiVersion(), name, follow ? 1 : 0, Math.max(0, since.getEpochSecond()));
    var stream = new LogStream(docker, path, since, consumer);
    Thread.ofVirtual().name("log-stream-" + name).start(stream::run);
    return stream;
  }

  private void run() {
    try (LongAnswer opened = docker.longAnswer()) {
      if (!keeps(opened)) {
        return;
      }
      var frames = new DataInputStream(opened.get(path));
      while (true) {
        LogFrame frame = read(frames);
        if (!frame.at().isBefore(since)) {
          consumer.line(frame);
        }
      }
    } catch (IOException | RuntimeException _) {
      // At its end, also when the engine is gone or it was closed: whoever follows looks which.
    } finally {
      consumer.end();
    }
  }

  /**
   * Four bytes, of which the first says which output it is, four of the length, and the text:
   * Docker's API, "Attach to a container", stream format.
   *
   * @throws java.io.EOFException after the last one
   */
  static LogFrame read(DataInputStream frames) throws IOException {
    boolean error = frames.readInt() >>> 24 == STDERR;
    int length = frames.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("The engine tells of a piece of log of %d bytes.".formatted(length));
    }
    // In full: what breaks off in its middle comes again as a whole.
    byte[] text = new byte[length];
    frames.readFully(text);
    return read(error, new String(text, StandardCharsets.UTF_8));
  }

  private static LogFrame read(boolean error, String text) {
    boolean complete = text.endsWith("\n");
    String line = complete ? text.substring(0, text.length() - 1) : text;
    int space = line.indexOf(' ');
    try {
      Instant at = Instant.parse(space < 0 ? line : line.substring(0, space));
      return new LogFrame(at, error, space < 0 ? "" : line.substring(space + 1), complete);
    } catch (DateTimeParseException _) {
      // Some drivers put no time before the rest of a long line.
      return new LogFrame(Instant.MAX, error, line, complete);
    }
  }

  /** False when it was closed before. */
  private synchronized boolean keeps(LongAnswer opened) {
    answer = opened;
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (answer != null) {
      answer.close();
    }
  }
}
