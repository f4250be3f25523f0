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
 * A cookie that proves something. Over TLS it has the prefix no other host and no plain connection
 * can set.
 */
public enum SignInCookie {
  SIGN_IN("slipway"),
  /** The first factor was right. */
  HALF("slipway-half"),
  /** Somebody signed in with this browser before. */
  DEVICE("slipway-device"),
  /** Left for an organization's identity provider. */
  AWAY("slipway-away");

  private final String plain;

  SignInCookie(String plain) {
    this.plain = plain;
  }

  public Optional<String> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name(request)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  public void write(
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

  public void clear(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, "", Duration.ZERO);
  }

  private String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-" + plain : plain;
  }
}
