package dev.slipway.agent.sources;

/** A build cannot go on; the message is a sentence for people: what happened and what to do. */
public final class BuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  public BuildFailed(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  public BuildFailed(Failure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
