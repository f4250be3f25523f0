package dev.slipway.agent.logs;

import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.util.List;
import java.util.function.Consumer;

/** Reads the logs of pods and answers questions about them. */
public interface LogPump {
  /**
   * Begins or goes on reading a container's output; safe to repeat, also after an agent's restart.
   */
  void attach(LogSource source);

  /** The last lines the container wrote, oldest first; what is known now, without waiting. */
  List<String> lastLines(LogSource source, int count);

  /** Answers until the end or {@link #cancel}; the consumer may be called from another thread. */
  void serve(LogRequest request, Consumer<LogLines> consumer);

  void cancel(String requestId);
}
