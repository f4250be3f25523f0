package dev.slipway.backend.logs;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.LogLines;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Where the conversation with agents brings the lines it hears; each goes to who asked for it. */
@Component
public class LogReplies {
  private final Map<String, LogQuestion> open = new ConcurrentHashMap<>();

  /** Does not block: a slow reader loses lines, never a node's stream. */
  public void received(NodeId node, LogLines lines) {
    LogQuestion question = open.get(lines.getRequestId());
    if (question != null) {
      question.answered(node, lines);
    }
  }

  /** A node's stream has begun, so it can be asked too. */
  public void connected(NodeId node) {
    open.values().forEach(question -> question.joined(node));
  }

  void open(LogQuestion question) {
    open.put(question.id(), question);
  }

  void close(LogQuestion question) {
    open.remove(question.id());
  }

  int size() {
    return open.size();
  }
}
