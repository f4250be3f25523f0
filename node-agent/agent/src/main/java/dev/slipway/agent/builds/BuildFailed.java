package dev.slipway.agent.builds;

/** A build cannot go on; the message is a sentence for people: what happened and what to do. */
final class BuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  BuildFailed(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  BuildFailed(Failure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
