package dev.slipway.backend.agents;

import com.google.protobuf.ByteString;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.nodes.Enrollment;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.EnrollRequest;
import dev.slipway.protocol.EnrollResponse;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.RenewRequest;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What agents call. */
@Component
class AgentDoor extends AgentEndpointGrpc.AgentEndpointImplBase {
  private static final Logger log = LoggerFactory.getLogger(AgentDoor.class);

  private final Enrollment enrollment;
  private final Conversations conversations;

  AgentDoor(Enrollment enrollment, Conversations conversations) {
    this.enrollment = enrollment;
    this.conversations = conversations;
  }

  @Override
  public void enroll(EnrollRequest request, StreamObserver<EnrollResponse> answer) {
    answer(
        answer,
        () ->
            enrollment.enroll(
                request.getToken(),
                request.getCertificateRequest().toByteArray(),
                request.getNodeName()));
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<EnrollResponse> answer) {
    NodeId node = NodeAuthentication.NODE.get();
    ByteString asked = request.getCertificateRequest();
    answer(answer, () -> enrollment.renew(node, asked.toByteArray()));
  }

  @Override
  public StreamObserver<FromAgent> connect(StreamObserver<ToAgent> out) {
    NodeId node = NodeAuthentication.NODE.get();
    return conversations.begin(node, (ServerCallStreamObserver<ToAgent>) out);
  }

  private static void answer(
      StreamObserver<EnrollResponse> answer, Supplier<Enrollment.Enrolled> action) {
    try {
      Enrollment.Enrolled enrolled = action.get();
      answer.onNext(
          EnrollResponse.newBuilder()
              .setNodeId(enrolled.node().value().toString())
              .setCertificateChain(enrolled.certificateChain())
              .build());
      answer.onCompleted();
    } catch (RuntimeException e) {
      answer.onError(status(e).asException());
    }
  }

  /** What went wrong, in gRPC's words; only problems are told to the other side. */
  static Status status(RuntimeException e) {
    if (!(e instanceof Problem problem)) {
      if (e instanceof DataAccessException || e instanceof TransactionException) {
        // Said by everybody at once while the database is away.
        log.warn("An agent's call failed: {}", e.toString());
      } else {
        log.error("An agent's call failed", e);
      }
      return Status.UNAVAILABLE.withDescription("The control plane cannot do this now; try again.");
    }
    Status status =
        switch (problem.kind()) {
          case MALFORMED, INVALID, MISDIRECTED -> Status.INVALID_ARGUMENT;
          case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
          case FORBIDDEN -> Status.PERMISSION_DENIED;
          case NOT_FOUND -> Status.NOT_FOUND;
          case CONFLICT, STALE -> Status.FAILED_PRECONDITION;
          case OVER_QUOTA, TOO_LARGE, TOO_SLOW, TOO_MANY -> Status.RESOURCE_EXHAUSTED;
          case UNAVAILABLE, FAILED -> Status.UNAVAILABLE;
        };
    return status.withDescription(problem.getMessage());
  }
}
