package dev.slipway.backend.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For what fails before or beside Spring MVC, such as looking up a token while the database is
 * away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FailureFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  FailureFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      if (response.isCommitted()) {
        // Too late to say anything; the client sees a connection that breaks off.
        throw new IOException(e);
      }
      problems.write(response, Failures.of(e));
    }
  }
}
