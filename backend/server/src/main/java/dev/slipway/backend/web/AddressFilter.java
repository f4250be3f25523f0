package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
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
 * What is refused for its first line alone. Nothing is here for {@code TRACE}; and an address of
 * the API has one form, so that nobody decides by one and acts by another.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class AddressFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  AddressFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getMethod().equals("TRACE")) {
      problems.write(response, Problem.notFound("page"));
    } else if (ApiPath.isApi(request) && ApiPath.of(request).endsWith("/")) {
      problems.write(
          response,
          Failures.malformed("Addresses of the API do not end with a slash. Leave it out."));
    } else {
      chain.doFilter(request, response);
    }
  }
}
