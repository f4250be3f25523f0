package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.security.AppScope;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Asks every connected node: pods that are gone have left their lines on nodes nobody remembers.
 */
@Service
class LogService {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_OPEN = 2_000;

  private final NodeLink nodes;
  private final LogReplies replies;

  LogService(NodeLink nodes, LogReplies replies) {
    this.nodes = nodes;
    this.replies = replies;
  }

  List<LogLine> tail(AppScope scope, LogQuery query) {
    refuseTooMany();
    var tail = new Tail(newId(), query.limit());
    ToAgent request =
        ToAgent.newBuilder()
            .setLogRequest(Lines.request(tail.id(), scope.app(), query, false))
            .build();
    replies.open(tail);
    try {
      for (NodeId node : nodes.connected()) {
        tail.awaits(node);
        if (!nodes.send(node, request)) {
          tail.doesNotAwait(node);
        }
      }
      return tail.collect(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(
          Problem.Kind.UNAVAILABLE, "interrupted", "The control plane is going down; try again.");
    } finally {
      replies.close(tail);
    }
  }

  Subscription follow(AppScope scope, LogQuery query, Consumer<LogBatch> consumer) {
    refuseTooMany();
    var follow = new Follow(newId(), scope.app(), query, nodes, replies, consumer);
    follow.begin();
    return follow;
  }

  private void refuseTooMany() {
    if (replies.size() >= MOST_OPEN) {
      throw Problem.of(
          Problem.Kind.TOO_MANY, "too-many", "Too many readers of logs; close some or try later.");
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
