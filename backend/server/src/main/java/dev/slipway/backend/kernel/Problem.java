package dev.slipway.backend.kernel;

import dev.slipway.api.Refusal;

/**
 * A request we understood and will not carry out. The message is shown to the user as it is: what
 * happened and what to do. The type is stable; scripts match on it.
 */
public final class Problem extends RuntimeException implements Refusal {

  /** Decides the HTTP status; see web.ProblemAdvice. */
  public enum Kind {
    MALFORMED,
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    STALE,
    OVER_QUOTA,
    TOO_LARGE,
    TOO_MANY,
    UNAVAILABLE,
    FAILED
  }

  private final Kind kind;
  private final String type;

  private Problem(Kind kind, String type, String message) {
    super(message);
    this.kind = kind;
    this.type = type;
  }

  /**
   * @param type last part of the problem's URI in kebab case, such as {@code name-taken}
   */
  public static Problem of(Kind kind, String type, String message) {
    return new Problem(kind, type, message);
  }

  public static Problem invalid(String message) {
    return new Problem(Kind.INVALID, "validation-failed", message);
  }

  /** Also the answer to what the caller may not see. */
  public static Problem notFound(String what) {
    return new Problem(Kind.NOT_FOUND, "not-found", "There is no such %s.".formatted(what));
  }

  public static Problem conflict(String type, String message) {
    return new Problem(Kind.CONFLICT, type, message);
  }

  public static Problem forbidden(String message) {
    return new Problem(Kind.FORBIDDEN, "forbidden", message);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String type() {
    return type;
  }

  /** Always there, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
