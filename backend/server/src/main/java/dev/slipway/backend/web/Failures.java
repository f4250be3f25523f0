package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What to say when something failed that is nobody's refusal: never more than the user can use. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  // SQLSTATE: lost connections, the server going down, out of resources.
  private static final List<String> AWAY = List.of("08", "57P", "53");

  /** Waited longer than lock_timeout for somebody who holds what is needed. */
  private static final String LOCKED = "55P03";

  private static final String TEXT_POSTGRES_CANNOT_KEEP = "22021";

  private Failures() {}

  static Problem of(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      switch (cause) {
        case Problem problem -> {
          return problem;
        }
        case BodyLimitFilter.TooLarge _ -> {
          return tooLarge();
        }
        case BodyLimitFilter.NotUtf8 _ -> {
          return malformed("The body is not UTF-8.");
        }
        case CannotCreateTransactionException _,
            DataAccessResourceFailureException _,
            TransientDataAccessException _ -> {
          return away(failure);
        }
        case SQLException sql when AWAY.stream().anyMatch(state(sql)::startsWith) -> {
          return away(failure);
        }
        case SQLException sql when state(sql).equals(LOCKED) -> {
          log.warn("Answered 503, waited too long: {}", failure.getMessage());
          return Problem.of(
              Problem.Kind.UNAVAILABLE,
              "unavailable",
              "Too much is being changed here at once. Try again in a moment.");
        }
        case SQLException sql when state(sql).equals(TEXT_POSTGRES_CANNOT_KEEP) -> {
          return malformed("The request has a character that stands for nothing.");
        }
        default -> {
          // Look at its cause.
        }
      }
    }
    return ours(failure);
  }

  static Problem tooLarge() {
    return Problem.of(Problem.Kind.TOO_LARGE, "payload-too-large", "The body is larger than 2 MB.");
  }

  static Problem malformed(String message) {
    return Problem.of(Problem.Kind.MALFORMED, "malformed-request", message);
  }

  private static Problem away(Throwable failure) {
    log.warn("Answered 503, the database is away: {}", failure.getMessage());
    return Problem.of(
        Problem.Kind.UNAVAILABLE,
        "unavailable",
        "The database is not reachable right now. Running apps are not affected; try again in a moment.");
  }

  private static Problem ours(Throwable failure) {
    // The number connects the answer with the log; the log has the rest.
    UUID number = UUID.randomUUID();
    log.error("A request failed ({})", number, failure);
    return Problem.of(
        Problem.Kind.FAILED,
        "internal",
        "Something went wrong on our side. The log has it under %s.".formatted(number));
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  private static List<Throwable> causes(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (Throwable cause = failure; cause != null && causes.size() < 20; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
