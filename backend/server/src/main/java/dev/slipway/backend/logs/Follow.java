package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.protocol.LogCancel;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import dev.slipway.protocol.ToAgent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader who wants what is there and then what comes. */
final class Follow implements LogQuestion, Subscription {
  private static final Logger log = LoggerFactory.getLogger(Follow.class);

  private final String id;
  private final AppId app;
  private final LogQuery query;
  private final NodeLink nodes;
  private final LogReplies replies;
  private final LineBuffer buffer;
  // Asked nodes, with the time of the newest line each has sent.
  private final Map<NodeId, Long> asked = new HashMap<>();
  private final Thread reader;

  Follow(
      String id,
      AppId app,
      LogQuery query,
      NodeLink nodes,
      LogReplies replies,
      Consumer<LogBatch> consumer) {
    this.id = id;
    this.app = app;
    this.query = query;
    this.nodes = nodes;
    this.replies = replies;
    this.buffer = new LineBuffer(query.limit());
    this.reader = Thread.ofVirtual().name("log-follow").unstarted(() -> run(consumer));
  }

  void begin() {
    replies.open(this);
    nodes.connected().forEach(this::ask);
    reader.start();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void answered(NodeId node, LogLines lines) {
    List<LogLine> read = Lines.read(lines);
    synchronized (asked) {
      if (!asked.containsKey(node)) {
        return;
      }
      read.forEach(line -> asked.merge(node, line.at().toEpochMilli(), Math::max));
    }
    buffer.add(read, lines.getDropped());
  }

  @Override
  public void joined(NodeId node) {
    ask(node);
  }

  @Override
  public void close() {
    replies.close(this);
    reader.interrupt();
    var cancel = ToAgent.newBuilder().setLogCancel(LogCancel.newBuilder().setId(id)).build();
    List<NodeId> told;
    synchronized (asked) {
      told = List.copyOf(asked.keySet());
      asked.clear();
    }
    // Who does not hear it has ended the stream, and with it the request.
    told.forEach(node -> nodes.send(node, cancel));
  }

  private void ask(NodeId node) {
    Long newest;
    synchronized (asked) {
      newest = asked.putIfAbsent(node, 0L);
    }
    LogRequest.Builder request = Lines.request(id, app, query, true).toBuilder();
    if (newest != null && newest > 0) {
      // It has been away; what it sent before it need not send again.
      request.setSinceMillis(newest + 1);
    }
    boolean _ = nodes.send(node, ToAgent.newBuilder().setLogRequest(request).build());
  }

  private void run(Consumer<LogBatch> consumer) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        consumer.accept(buffer.take());
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException e) {
      log.debug("A reader of logs has gone away", e);
      close();
    }
  }
}
