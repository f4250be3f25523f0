package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The only place that knows which HTTP status a problem has. */
final class Problems {
  private Problems() {}

  static ProblemDetail detail(Problem problem) {
    HttpStatus status =
        switch (problem.kind()) {
          case MALFORMED -> HttpStatus.BAD_REQUEST;
          case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
          case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
          case FORBIDDEN, OVER_QUOTA -> HttpStatus.FORBIDDEN;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case STALE -> HttpStatus.PRECONDITION_FAILED;
          case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
          case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
          case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
          case MISDIRECTED -> HttpStatus.MISDIRECTED_REQUEST;
          case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
          case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return detail(status, problem.type(), problem.getMessage());
  }

  static ProblemDetail detail(HttpStatus status, String type, String message) {
    var detail = ProblemDetail.forStatusAndDetail(status, message);
    detail.setType(URI.create("/problems/" + type));
    return detail;
  }

  static Map<String, String> headers(Problem problem) {
    return switch (problem.kind()) {
      case UNAUTHENTICATED -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case UNAVAILABLE -> Map.of(HttpHeaders.RETRY_AFTER, "2");
      case TOO_MANY -> Map.of(HttpHeaders.RETRY_AFTER, seconds(problem.retryAfter()));
      default -> Map.of();
    };
  }

  /** Rounded up, so that trying again then is not too early. */
  private static String seconds(@Nullable Duration wait) {
    return String.valueOf(wait == null ? 5 : Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /** The type of a refusal that is the framework's. */
  static String type(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "malformed-request";
      case NOT_FOUND -> "not-found";
      case CONTENT_TOO_LARGE -> "payload-too-large";
      case SERVICE_UNAVAILABLE -> "unavailable";
      case INTERNAL_SERVER_ERROR -> "internal";
      default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
