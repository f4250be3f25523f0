package dev.slipway.backend.kernel;

import dev.slipway.api.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    TOO_SLOW,
    TOO_MANY,
    MISDIRECTED,
    UNAVAILABLE,
    FAILED
  }

  private final Kind kind;
  private final String type;
  private final @Nullable Duration retryAfter;

  private Problem(Kind kind, String type, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.type = type;
    this.retryAfter = retryAfter;
  }

  /**
   * @param type last part of the problem's URI in kebab case, such as {@code name-taken}
   */
  public static Problem of(Kind kind, String type, String message) {
    return new Problem(kind, type, message, null);
  }

  public static Problem invalid(String message) {
    return new Problem(Kind.INVALID, "validation-failed", message, null);
  }

  /** Also the answer to what the caller may not see. */
  public static Problem notFound(String what) {
    return new Problem(Kind.NOT_FOUND, "not-found", "There is no such %s.".formatted(what), null);
  }

  public static Problem conflict(String type, String message) {
    return new Problem(Kind.CONFLICT, type, message, null);
  }

  public static Problem forbidden(String message) {
    return new Problem(Kind.FORBIDDEN, "forbidden", message, null);
  }

  /** The caller has to prove again who is there; then the same call works. */
  public static Problem stepUpRequired() {
    return new Problem(
        Kind.FORBIDDEN,
        STEP_UP_REQUIRED,
        "Prove again that it is you: this needs a proof from the last 15 minutes.",
        null);
  }

  /**
   * @param retryAfter when trying again makes sense
   */
  public static Problem rateLimited(String message, Duration retryAfter) {
    return new Problem(Kind.TOO_MANY, "rate-limited", message, retryAfter);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String type() {
    return type;
  }

  /** When trying again makes sense; null when nobody can say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Always there, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
