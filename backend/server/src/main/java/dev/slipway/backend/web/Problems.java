package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The only place that knows which HTTP status a problem has. */
final class Problems {
  private Problems() {}

  static ProblemDetail detail(Problem problem) {
    HttpStatus status =
        switch (problem.kind()) {
          case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
          case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
          case FORBIDDEN, OVER_QUOTA -> HttpStatus.FORBIDDEN;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case STALE -> HttpStatus.PRECONDITION_FAILED;
          case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
          case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
          case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    return detail(status, problem.type(), problem.getMessage());
  }

  static ProblemDetail detail(HttpStatus status, String type, String message) {
    var detail = ProblemDetail.forStatusAndDetail(status, message);
    detail.setType(URI.create("/problems/" + type));
    return detail;
  }
}
