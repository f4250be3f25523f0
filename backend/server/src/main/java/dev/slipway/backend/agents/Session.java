package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.Admission;
import dev.slipway.protocol.Pulse;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One open stream of a node, the sending half. A reader too slow for its desired set gets no queue
 * of deltas but a complete set once it has caught up.
 */
final class Session {
  // Orders and log requests; the desired set never waits here.
  private static final int MOST_WAITING = 256;
  private static final ToAgent PULSE =
      ToAgent.newBuilder().setPulse(Pulse.getDefaultInstance()).build();

  private final NodeId node;
  private final Admission admission;
  private final ServerCallStreamObserver<ToAgent> out;
  private final Queue<ToAgent> waiting = new ArrayDeque<>();
  private final Told told = new Told();
  private final Pace pace = new Pace();
  private final boolean wantsPulse;
  private boolean open = true;

  Session(
      NodeId node, Admission admission, boolean wantsPulse, ServerCallStreamObserver<ToAgent> out) {
    this.node = node;
    this.admission = admission;
    this.wantsPulse = wantsPulse;
    this.out = out;
  }

  NodeId node() {
    return node;
  }

  Admission admission() {
    return admission;
  }

  /** What the node was told of its desired set and what it has acknowledged. */
  Told told() {
    return told;
  }

  Pace pace() {
    return pace;
  }

  /** Says that this process lives, if the node wants to know and can take it now. */
  void pulse() {
    if (wantsPulse) {
      boolean _ = sendIfReady(PULSE);
    }
  }

  /** False when the stream has ended or too much is waiting for it. */
  synchronized boolean send(ToAgent message) {
    if (!open || waiting.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(message);
    drain();
    return open;
  }

  /** False when the reader has not caught up with what was sent before, or the stream has ended. */
  synchronized boolean sendIfReady(ToAgent message) {
    drain();
    if (!open || !waiting.isEmpty() || !out.isReady()) {
      return false;
    }
    write(message);
    return open;
  }

  /** The reader has caught up. */
  synchronized void ready() {
    drain();
  }

  synchronized void close(Status status) {
    if (open) {
      ended();
      try {
        out.onError(status.asException());
      } catch (IllegalStateException e) {
        // The other side was quicker.
      }
    }
  }

  synchronized void ended() {
    open = false;
    waiting.clear();
  }

  private void drain() {
    while (open && out.isReady() && !waiting.isEmpty()) {
      write(waiting.remove());
    }
  }

  private void write(ToAgent message) {
    if (out.isCancelled()) {
      ended();
    } else {
      out.onNext(message);
    }
  }
}
