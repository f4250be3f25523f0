package dev.slipway.backend.registries;

import dev.slipway.backend.security.BasicCredentials;
import dev.slipway.backend.signin.Attempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the registry sends its clients for a token: {@code docker login}, push and pull. Both forms
 * of the specification: GET with Basic, and the form post of OAuth 2 with {@code
 * grant_type=password}.
 */
@RestController
class RegistryTokenController {
  private static final int TOO_MANY = 429;

  private final RegistryCallers callers;
  private final RegistryTokens tokens;
  private final RegistryAudit audit;
  private final Attempts attempts;
  private final InstantSource clock;

  RegistryTokenController(
      RegistryCallers callers,
      RegistryTokens tokens,
      RegistryAudit audit,
      Attempts attempts,
      InstantSource clock) {
    this.callers = callers;
    this.tokens = tokens;
    this.audit = audit;
    this.attempts = attempts;
    this.clock = clock;
  }

  @GetMapping("/registry/token")
  ResponseEntity<Map<String, ?>> token(HttpServletRequest request) {
    Optional<BasicCredentials> known = BasicCredentials.of(request);
    return known.isEmpty() ? refused() : answer(request, known.get());
  }

  @PostMapping(path = "/registry/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, ?>> form(
      HttpServletRequest request,
      @RequestParam(name = "grant_type", defaultValue = "") String grant,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password) {
    return grant.equals("password") && !inAddress(request)
        ? answer(request, new BasicCredentials(username, password))
        : refused();
  }

  private ResponseEntity<Map<String, ?>> answer(
      HttpServletRequest request, BasicCredentials known) {
    String address = request.getRemoteAddr();
    Optional<RegistryCaller> caller = callers.recognize(known.user(), known.password(), address);
    return caller.isEmpty() ? wrong(known, address) : token(caller.get(), scopes(request));
  }

  private ResponseEntity<Map<String, ?>> wrong(BasicCredentials known, String address) {
    if (RegistryCallers.isMachine(known)) {
      audit.unknown(address);
    }
    Duration wait = attempts.refused(address);
    if (!wait.isPositive()) {
      return refused();
    }
    long seconds = wait.plusMillis(999).toSeconds();
    return ResponseEntity.status(TOO_MANY)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .cacheControl(CacheControl.noStore())
        .body(
            error(
                "TOOMANYREQUESTS",
                "Too many tokens were wrong. Try again in %d seconds.".formatted(seconds)));
  }

  private static ResponseEntity<Map<String, ?>> refused() {
    return ResponseEntity.status(HttpServletResponse.SC_UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Slipway registry\"")
        .cacheControl(CacheControl.noStore())
        .body(
            error("UNAUTHORIZED", "Sign in with any user name and an API token as the password."));
  }

  private static Map<String, ?> error(String code, String message) {
    return Map.of("errors", List.of(Map.of("code", code, "message", message)));
  }

  private ResponseEntity<Map<String, ?>> token(RegistryCaller caller, List<String> scopes) {
    Instant now = clock.instant();
    String token =
        tokens.sign(caller.subject(), audit.granted(caller, RegistryAccess.asked(scopes)));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            Map.of(
                "token",
                token,
                "access_token",
                token,
                "expires_in",
                RegistryTokens.LIFE.toSeconds(),
                "issued_at",
                now.toString()));
  }

  /** Addresses end up in logs, so a password is none there. */
  private static boolean inAddress(HttpServletRequest request) {
    String query = request.getQueryString();
    return query != null && URLDecoder.decode(query, StandardCharsets.UTF_8).contains("password=");
  }

  /** Not bound by Spring, which would split each at its commas. */
  private static List<String> scopes(HttpServletRequest request) {
    String[] scopes = request.getParameterValues("scope");
    return scopes == null ? List.of() : List.of(scopes);
  }
}
