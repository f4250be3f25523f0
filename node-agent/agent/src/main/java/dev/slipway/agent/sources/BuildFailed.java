package dev.slipway.agent.sources;

/** A build cannot go on; the message is a sentence for people: what happened and what to do. */
public final class BuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Failure failure;
  private final boolean passing;

  public BuildFailed(Failure failure, String message) {
    super(message);
    this.failure = failure;
    this.passing = false;
  }

  public BuildFailed(Failure failure, String message, Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.passing = false;
  }

  private BuildFailed(Failure failure, String message, boolean passing) {
    super(message);
    this.failure = failure;
    this.passing = passing;
  }

  /** It may go well a moment later. */
  public static BuildFailed forNow(Failure failure, String message) {
    return new BuildFailed(failure, message, true);
  }

  public boolean passing() {
    return passing;
  }

  public Failure failure() {
    return failure;
  }
}
