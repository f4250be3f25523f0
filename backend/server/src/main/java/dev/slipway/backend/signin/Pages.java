package dev.slipway.backend.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The sign-in doors answer people with pages and programs with problems, as both expect it. */
final class Pages {
  private Pages() {}

  /** Browsers name HTML wherever they show what comes. */
  static boolean wanted(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
  }
}
