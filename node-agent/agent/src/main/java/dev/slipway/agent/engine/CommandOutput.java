package dev.slipway.agent.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects the beginning of what a command writes. */
final class CommandOutput extends ResultCallback.Adapter<Frame> {
  private static final int MOST = 4096;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public synchronized void onNext(Frame frame) {
    int room = Math.min(frame.getPayload().length, MOST - bytes.size());
    bytes.write(frame.getPayload(), 0, Math.max(0, room));
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
