package dev.slipway.backend.registries;

import dev.slipway.backend.security.BasicCredentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
  private final RegistryCallers callers;
  private final RegistryTokens tokens;
  private final InstantSource clock;

  RegistryTokenController(RegistryCallers callers, RegistryTokens tokens, InstantSource clock) {
    this.callers = callers;
    this.tokens = tokens;
    this.clock = clock;
  }

  @GetMapping("/registry/token")
  ResponseEntity<Map<String, ?>> token(HttpServletRequest request) {
    return answer(
        BasicCredentials.of(request)
            .flatMap(known ->
                callers.recognize(known.user(), known.password(), request.getRemoteAddr())),
        scopes(request));
  }

  @PostMapping(path = "/registry/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, ?>> form(
      HttpServletRequest request,
      @RequestParam(name = "grant_type", defaultValue = "") String grant,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password) {
    Optional<RegistryCaller> caller =
        grant.equals("password") && !inAddress(request)
            ? callers.recognize(username, password, request.getRemoteAddr())
            : Optional.empty();
    return answer(caller, scopes(request));
  }

  private ResponseEntity<Map<String, ?>> answer(
      Optional<RegistryCaller> caller, List<String> scopes) {
    if (caller.isEmpty()) {
      return ResponseEntity.status(HttpServletResponse.SC_UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Slipway registry\"")
          .cacheControl(CacheControl.noStore())
          .body(
              Map.of(
                  "errors",
                  List.of(
                      Map.of(
                          "code", "UNAUTHORIZED",
                          "message",
                              "Sign in with any user name and an API token as the password."))));
    }
    Instant now = clock.instant();
    String token =
        tokens.sign(caller.get().name(), caller.get().granted(RegistryAccess.asked(scopes)));
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
