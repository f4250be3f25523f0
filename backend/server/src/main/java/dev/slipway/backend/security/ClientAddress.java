package dev.slipway.backend.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where the current request comes from, for throttling and audit. */
public final class ClientAddress {
  private ClientAddress() {}

  /** What the client says it is; empty where no request is being served. */
  public static String userAgent() {
    if (RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      String agent = attributes.getRequest().getHeader("User-Agent");
      return agent == null ? "" : agent;
    }
    return "";
  }

  /** {@code local} where no request is being served, as on the console's own threads. */
  public static String current() {
    if (RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      HttpServletRequest request = attributes.getRequest();
      return request.getRemoteAddr();
    }
    return "local";
  }
}
