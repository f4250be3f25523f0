package dev.slipway.backend.logs;

import dev.slipway.api.logs.LogLine;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what some nodes have, until each has said that this is all. */
final class Tail implements LogQuestion {
  private final String id;
  private final int limit;
  private final Set<NodeId> awaited = new HashSet<>();
  private final List<LogLine> lines = new ArrayList<>();

  Tail(String id, int limit) {
    this.id = id;
    this.limit = limit;
  }

  @Override
  public String id() {
    return id;
  }

  synchronized void awaits(NodeId node) {
    awaited.add(node);
  }

  synchronized void doesNotAwait(NodeId node) {
    awaited.remove(node);
    notifyAll();
  }

  @Override
  public synchronized void answered(NodeId node, LogLines answer) {
    if (!awaited.contains(node)) {
      return;
    }
    lines.addAll(Lines.read(answer));
    if (lines.size() > 2 * limit + 1000) {
      trim();
    }
    if (answer.getEnd()) {
      awaited.remove(node);
      notifyAll();
    }
  }

  @Override
  public void joined(NodeId node) {
    // It was not there when we asked; whoever wants to wait for it follows.
  }

  /** The newest lines, oldest first, of the nodes that answered in time. */
  synchronized List<LogLine> collect(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!awaited.isEmpty()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    awaited.clear();
    trim();
    return List.copyOf(lines);
  }

  private void trim() {
    lines.sort(Lines.BY_TIME);
    int surplus = lines.size() - limit;
    if (surplus > 0) {
      lines.subList(0, surplus).clear();
    }
  }
}
