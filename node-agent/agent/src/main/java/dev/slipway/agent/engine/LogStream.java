package dev.slipway.agent.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Cuts the engine's frames, each "time text", into ours. */
final class LogStream extends ResultCallback.Adapter<Frame> implements Subscription {
  private final Instant since;
  private final LogConsumer consumer;
  private final AtomicBoolean ended = new AtomicBoolean();

  LogStream(Instant since, LogConsumer consumer) {
    this.since = since;
    this.consumer = consumer;
  }

  @Override
  public void onNext(Frame frame) {
    LogFrame read = read(frame);
    // The engine only understands whole seconds.
    if (!read.at().isBefore(since)) {
      consumer.line(read);
    }
  }

  static LogFrame read(Frame frame) {
    String text = new String(frame.getPayload(), StandardCharsets.UTF_8);
    boolean complete = text.endsWith("\n");
    String line = complete ? text.substring(0, text.length() - 1) : text;
    boolean error = frame.getStreamType() == StreamType.STDERR;
    int space = line.indexOf(' ');
    try {
      Instant at = Instant.parse(space < 0 ? line : line.substring(0, space));
      return new LogFrame(at, error, space < 0 ? "" : line.substring(space + 1), complete);
    } catch (DateTimeParseException _) {
      // Some drivers put no time before the rest of a long line.
      return new LogFrame(Instant.MAX, error, line, complete);
    }
  }

  /** Not passed on: the library would write a page about every engine that goes away. */
  @Override
  public void onError(Throwable problem) {
    end();
    close();
  }

  @Override
  public void onComplete() {
    super.onComplete();
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      consumer.end();
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException _) {
      // It is left behind either way.
    }
  }
}
