package dev.slipway.backend.images;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.outbound.AnswerTooLarge;
import dev.slipway.backend.outbound.OutboundAnswer;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Version 2 of the registries' protocol, as a client: asks, and when challenged asks again as
 * somebody.
 */
@Component
class RegistryProtocol {
  private static final String HUB_API = "registry-1.docker.io";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final OutboundHttp http;
  private final Json json;

  RegistryProtocol(OutboundHttp http, Json json) {
    this.http = http;
    this.json = json;
  }

  /** What a token server answers; the two names mean the same. */
  record Token(@Nullable String token, @Nullable String access_token) {}

  /**
   * @param path from the host on, such as {@code /v2/}
   * @param accept media types wanted; empty for any
   * @throws RegistryRefused registry-refused, registry-unreachable or not-a-registry
   * @throws Problem destination-blocked
   */
  OutboundAnswer get(Login login, String path, String accept, int mostBytes)
      throws RegistryRefused {
    OutboundAnswer first = send(login, path, accept, mostBytes, null);
    if (first.status() != UNAUTHORIZED) {
      return first;
    }
    List<Challenge> challenges = Challenge.parse(first.headers("WWW-Authenticate"));
    Optional<Challenge> bearer = Challenge.of(challenges, "bearer");
    if (bearer.isPresent()) {
      return send(login, path, accept, mostBytes, "Bearer " + token(login, bearer.get()));
    }
    if (Challenge.of(challenges, "basic").isPresent()) {
      return login.user() == null
          ? first
          : send(login, path, accept, mostBytes, basic(login.user(), login.password()));
    }
    throw new RegistryRefused(
        "not-a-registry",
        "%s asks to be signed in to in a way that registries do not. Is this the host of a registry?"
            .formatted(login.host()));
  }

  private String token(Login login, Challenge challenge) throws RegistryRefused {
    String realm = challenge.parameter("realm").orElse("");
    URI uri =
        Realm.of(login.host(), realm)
            .orElseThrow(() ->
                new RegistryRefused(
                    "not-a-registry",
                    "%s sends its clients to another site for a token; passwords are not sent there."
                        .formatted(login.host())));
    var address = new StringBuilder(uri.toString()).append(uri.getRawQuery() == null ? '?' : '&');
    challenge.parameter("service").ifPresent(service -> add(address, "service", service));
    challenge.parameter("scope").ifPresent(scope -> add(address, "scope", scope));
    add(address, "client_id", "slipway");
    var request =
        OutboundRequest.get(address.substring(0, address.length() - 1))
            .within(PATIENCE, MOST_BYTES);
    if (login.user() != null) {
      request = request.header("Authorization", basic(login.user(), login.password()));
    }
    OutboundAnswer answer;
    try {
      answer = http.send(request);
    } catch (IOException e) {
      throw unreachable(login, e);
    }
    if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
      throw refused(login);
    }
    return said(answer)
        .orElseThrow(() ->
            new RegistryRefused(
                "registry-unreachable",
                "Where %s sends its clients for a token, the answer was %d and no token. Try again later."
                    .formatted(login.host(), answer.status())));
  }

  private Optional<String> said(OutboundAnswer answer) {
    if (!answer.good()) {
      return Optional.empty();
    }
    try {
      Token token = json.read(answer.text(), Token.class);
      return Optional.ofNullable(token.token() == null ? token.access_token() : token.token())
          .filter(text -> text.matches("[!-~]+"));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Plain http only where the operator allows it, and only when https does not answer. */
  private OutboundAnswer send(
      Login login, String path, String accept, int mostBytes, @Nullable String authorization)
      throws RegistryRefused {
    String host = login.host().equals(ImageName.DOCKER_HUB) ? HUB_API : login.host();
    try {
      return http.send(request("https://" + host + path, accept, mostBytes, authorization));
    } catch (AnswerTooLarge tooLarge) {
      throw tooLarge(login, tooLarge);
    } catch (IOException overTls) {
      String plain = "http://" + host + path;
      if (!allowed(plain)) {
        throw unreachable(login, overTls);
      }
      try {
        return http.send(request(plain, accept, mostBytes, authorization));
      } catch (AnswerTooLarge tooLarge) {
        throw tooLarge(login, tooLarge);
      } catch (IOException e) {
        throw unreachable(login, e);
      }
    }
  }

  private boolean allowed(String address) {
    try {
      http.check(address);
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  private static OutboundRequest request(
      String address, String accept, int mostBytes, @Nullable String authorization) {
    var request = OutboundRequest.get(address).within(PATIENCE, mostBytes);
    if (!accept.isEmpty()) {
      request = request.header("Accept", accept);
    }
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  private static void add(StringBuilder address, String name, String value) {
    address
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
        .append('&');
  }

  static RegistryRefused refused(Login login) {
    return new RegistryRefused(
        "registry-refused",
        login.user() == null
            ? "%s wants to know who asks. Add its credentials under Registries."
                .formatted(login.host())
            : "%s does not accept these credentials. Check user name and password, and whether they have expired."
                .formatted(login.host()));
  }

  private static RegistryRefused tooLarge(Login login, AnswerTooLarge e) {
    return new RegistryRefused("image-rejected", "%s: %s".formatted(login.host(), e.getMessage()));
  }

  private static RegistryRefused unreachable(Login login, IOException e) {
    return new RegistryRefused(
        "registry-unreachable", "%s cannot be reached. %s".formatted(login.host(), e.getMessage()));
  }

  private static String basic(String user, @Nullable String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
