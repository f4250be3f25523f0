package dev.slipway.backend.web;

import dev.slipway.backend.security.CurrentCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what is more than the API's limits, before anything is done for it. */
final class RateLimitFilter extends OncePerRequestFilter {
  private final ApiLimits limits;

  RateLimitFilter(ApiLimits limits) {
    this.limits = limits;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPath.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (limits.admit(request, response, CurrentCaller.find().orElse(null))) {
      chain.doFilter(request, response);
    }
  }
}
