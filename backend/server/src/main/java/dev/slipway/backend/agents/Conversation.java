package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * One open stream of a node, the receiving half: one message at a time, and the next is asked for
 * when it is done.
 */
final class Conversation implements StreamObserver<FromAgent> {
  static final int LARGEST = 4 << 20;

  private final Conversations conversations;
  private final NodeId node;
  private final ServerCallStreamObserver<ToAgent> out;
  private volatile @Nullable Session session;

  Conversation(Conversations conversations, NodeId node, ServerCallStreamObserver<ToAgent> out) {
    this.conversations = conversations;
    this.node = node;
    this.out = out;
    out.disableAutoRequest();
    out.setOnReadyHandler(this::ready);
    out.setOnCancelHandler(this::end);
    out.request(1);
  }

  @Override
  public void onNext(FromAgent message) {
    try {
      if (message.getSerializedSize() > LARGEST) {
        throw Problem.of(
            Problem.Kind.TOO_LARGE, "payload-too-large", "A message has at most 4 MiB.");
      }
      Session current = session;
      if (current != null) {
        conversations.message(current, message);
      } else if (message.hasHello()) {
        session = conversations.hello(node, message.getHello(), out);
      } else {
        throw Problem.invalid("A stream begins with a hello.");
      }
      out.request(1);
    } catch (RuntimeException e) {
      // The agent comes back with a hello, which says everything anew.
      close(AgentDoor.status(e));
    }
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  @Override
  public void onCompleted() {
    close(Status.OK);
  }

  private void ready() {
    Session current = session;
    if (current != null) {
      conversations.ready(current);
    }
  }

  private void end() {
    Session current = session;
    if (current != null) {
      conversations.end(current);
    }
  }

  private void close(Status status) {
    Session current = session;
    if (current != null) {
      current.close(status);
      conversations.end(current);
    } else {
      out.onError(status.asException());
    }
  }
}
