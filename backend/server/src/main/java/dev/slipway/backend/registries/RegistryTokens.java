package dev.slipway.backend.registries;

import dev.slipway.backend.database.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Words and signs tokens of the registry: JSON web tokens as its specification has them, ES256. */
@Component
class RegistryTokens {
  static final String SERVICE = "slipway-registry";
  static final String ISSUER = "slipway";
  // As short as clients of the registry can live with: what is revoked holds no longer than this
  // there.
  static final Duration LIFE = Duration.ofMinutes(1);

  /** The registry's clock may be behind ours. */
  private static final Duration BACKDATED = Duration.ofSeconds(30);

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final RegistryKeys keys;
  private final Json json;
  private final InstantSource clock;

  RegistryTokens(RegistryKeys keys, Json json, InstantSource clock) {
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  String sign(String subject, List<RegistryAccess> access) {
    RegistryKey key = keys.current();
    Instant now = clock.instant();
    try {
      Map<String, ?> header =
          Map.of(
              "typ", "JWT",
              "alg", "ES256",
              "x5c", List.of(Base64.getEncoder().encodeToString(key.certificate().getEncoded())));
      Map<String, ?> claims =
          Map.of(
              "iss",
              ISSUER,
              "sub",
              subject,
              "aud",
              SERVICE,
              "exp",
              now.plus(LIFE).getEpochSecond(),
              "nbf",
              now.minus(BACKDATED).getEpochSecond(),
              "iat",
              now.getEpochSecond(),
              "jti",
              UUID.randomUUID().toString(),
              "access",
              access);
      String text = part(header) + "." + part(claims);
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.key());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A token of the registry cannot be signed", e);
    }
  }

  private String part(Map<String, ?> content) {
    return URL.encodeToString(json.write(content).getBytes(StandardCharsets.UTF_8));
  }
}
