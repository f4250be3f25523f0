package dev.slipway.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailuresTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "57P01", "57P03", "53300"})
  void aDatabaseThatIsAwayIsNotAMistakeOfOurs(String state) {
    var failure =
        new UncategorizedSQLException("query", "select 1", new SQLException("gone", state));
    assertThat(Failures.of(failure).kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
  }

  @Test
  void norIsAPoolWithoutConnections() {
    var failure =
        new CannotCreateTransactionException("no", new SQLTransientConnectionException("timeout"));
    assertThat(Failures.of(failure).kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(Problems.headers(Failures.of(failure))).containsKey("Retry-After");
  }

  @Test
  void whatWeDidNotExpectTellsNothingButANumber() {
    Problem problem = Failures.of(new IllegalStateException("password is hunter2"));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.FAILED);
    assertThat(problem.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void aProblemInsideStaysOne() {
    assertThat(Failures.of(new RuntimeException(Problem.notFound("app"))).kind())
        .isEqualTo(Problem.Kind.NOT_FOUND);
  }
}
