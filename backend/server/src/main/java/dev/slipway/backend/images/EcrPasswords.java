package dev.slipway.backend.images;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.outbound.OutboundAnswer;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Trades Amazon's keys for the password of a registry, by {@code GetAuthorizationToken}. A password
 * is good for twelve hours and kept in memory for six.
 */
@Component
class EcrPasswords {
  static final Pattern HOST =
      Pattern.compile(
          "[0-9]{12}\\.dkr\\.ecr(?:-fips)?\\.(?<region>[a-z0-9-]{1,40})\\.amazonaws\\.com(?:\\.cn)?");
  private static final Duration KEPT = Duration.ofHours(6);
  private static final int MOST_KEPT = 10_000;
  private static final String TYPE = "application/x-amz-json-1.1";
  private static final String TARGET = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken";

  private final OutboundHttp http;
  private final Json json;
  private final InstantSource clock;
  private final ImagesProperties settings;
  private final Map<Keys, Kept> known = new ConcurrentHashMap<>();

  EcrPasswords(OutboundHttp http, Json json, InstantSource clock, ImagesProperties settings) {
    this.http = http;
    this.json = json;
    this.clock = clock;
    this.settings = settings;
  }

  private record Keys(String host, String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Keys[" + host + "]";
    }
  }

  private record Kept(Login login, Instant until) {}

  record Answer(@Nullable List<Data> authorizationData, @Nullable String message) {}

  record Data(@Nullable String authorizationToken) {}

  /** For what is asked often; the other one for what is asked to see whether it works. */
  Login kept(String host, String accessKey, String secretKey) throws RegistryRefused {
    var keys = new Keys(host, accessKey, secretKey);
    Kept kept = known.get(keys);
    if (kept != null && kept.until().isAfter(clock.instant())) {
      return kept.login();
    }
    Login login = fresh(host, accessKey, secretKey);
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    known.put(keys, new Kept(login, clock.instant().plus(KEPT)));
    return login;
  }

  Login fresh(String host, String accessKey, String secretKey) throws RegistryRefused {
    Matcher form = HOST.matcher(host);
    if (!form.matches()) {
      throw new RegistryRefused("not-a-registry", host + " is not the host of an ECR registry.");
    }
    String region = form.group("region");
    URI uri = URI.create(settings.ecrEndpoint(region));
    String body = "{}";
    Map<String, String> headers =
        new SigV4(accessKey, secretKey, region, "ecr")
            .sign(
                "POST",
                uri,
                Map.of("Content-Type", TYPE, "X-Amz-Target", TARGET),
                body,
                clock.instant());
    var request = OutboundRequest.post(uri.toString(), TYPE, body);
    for (var header : headers.entrySet()) {
      if (!header.getKey().equals("content-type")) {
        request = request.header(header.getKey(), header.getValue());
      }
    }
    try {
      return login(host, http.send(request));
    } catch (IOException e) {
      throw new RegistryRefused(
          "registry-unreachable", "Amazon's ECR cannot be reached. " + e.getMessage());
    }
  }

  private Login login(String host, OutboundAnswer answer) throws RegistryRefused {
    Answer said = read(answer);
    if (answer.good()
        && said.authorizationData() != null
        && !said.authorizationData().isEmpty()
        && said.authorizationData().getFirst().authorizationToken() != null) {
      byte[] both =
          Base64.getDecoder().decode(said.authorizationData().getFirst().authorizationToken());
      String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2) {
        return new Login(host, parts[0], parts[1]);
      }
    }
    String reason = said.message() == null ? "" : " Amazon says: " + said.message();
    throw new RegistryRefused(
        "registry-refused",
        ("Amazon gives no password for these keys. Check access key and secret key, and that they may"
                + " call ecr:GetAuthorizationToken.")
            + reason);
  }

  private Answer read(OutboundAnswer answer) {
    try {
      return json.read(answer.text(), Answer.class);
    } catch (RuntimeException _) {
      return new Answer(null, null);
    }
  }
}
