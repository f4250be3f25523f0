package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Addresses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whoever asks where a request comes from, for the audit or to throttle, is told it in one way. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainAddressFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String plain = Addresses.plain(request.getRemoteAddr());
    chain.doFilter(
        plain.equals(request.getRemoteAddr()) ? request : new Plain(request, plain), response);
  }

  private static final class Plain extends HttpServletRequestWrapper {
    private final String address;

    Plain(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }
  }
}
