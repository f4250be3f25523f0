package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only under names that are ours: a page elsewhere whose name was made to lead here (<a
 * href="https://owasp.org/www-community/attacks/DNS_rebinding">DNS rebinding</a>) gets nothing, and
 * no link is ever made from somebody's Host header. Addresses and localhost cannot be made to lead
 * here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class HostFilter extends OncePerRequestFilter {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

  private final Set<String> ours = new HashSet<>();
  private final ProblemWriter problems;

  HostFilter(PlatformProperties platform, ProblemWriter problems) {
    this.problems = problems;
    ours.add(name(platform.externalUrl().getHost()));
    platform.hosts().forEach(host -> ours.add(name(host)));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOurs(name(request.getServerName()))) {
      chain.doFilter(request, response);
    } else {
      problems.write(response, misdirected());
    }
  }

  private boolean isOurs(String host) {
    return ours.contains(host)
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || ADDRESS.matcher(host).matches();
  }

  private static String name(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static Problem misdirected() {
    return Problem.of(
        Problem.Kind.MISDIRECTED,
        "misdirected-request",
        "Slipway does not answer under this name. An operator can set it as SLIPWAY_EXTERNAL_URL, or add it to"
            + " SLIPWAY_HOSTS.");
  }
}
