package dev.slipway.backend.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that proves a sign-in. Over TLS it has the prefix no other host and no plain
 * connection can set.
 */
final class SignInCookie {
  private static final String OVER_TLS = "__Host-slipway";
  private static final String PLAIN = "slipway";

  private SignInCookie() {}

  static Optional<String> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name(request)))
        .map(Cookie::getValue)
        .findFirst();
  }

  static void write(
      HttpServletRequest request, HttpServletResponse response, String secret, Duration life) {
    ResponseCookie cookie =
        ResponseCookie.from(name(request), secret)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(life)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  static void clear(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, "", Duration.ZERO);
  }

  private static String name(HttpServletRequest request) {
    return request.isSecure() ? OVER_TLS : PLAIN;
  }
}
