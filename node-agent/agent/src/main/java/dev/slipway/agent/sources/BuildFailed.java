package dev.slipway.agent.sources;

import org.jspecify.annotations.Nullable;

/** A build cannot go on; the message is a sentence for people: what happened and what to do. */
public final class BuildFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Failure failure;
  private final boolean passing;

  public BuildFailed(Failure failure, String message) {
    this(failure, message, null, false);
  }

  public BuildFailed(Failure failure, String message, Throwable cause) {
    this(failure, message, cause, false);
  }

  private BuildFailed(Failure failure, String message, @Nullable Throwable cause, boolean passing) {
    super(message, cause);
    this.failure = failure;
    this.passing = passing;
  }

  /** It may go well a moment later. */
  public static BuildFailed forNow(Failure failure, String message, @Nullable Throwable cause) {
    return new BuildFailed(failure, message, cause, true);
  }

  public boolean passing() {
    return passing;
  }

  public Failure failure() {
    return failure;
  }
}
