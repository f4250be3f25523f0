package dev.slipway.backend.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * Where a request goes, as the container and the controllers understand it: decoded, in contrast to
 * what the client wrote. All that decides by the path has to decide by this one.
 */
final class ApiPath {
  private ApiPath() {}

  static boolean isApi(HttpServletRequest request) {
    return of(request).startsWith("/api/");
  }

  static String of(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }
}
