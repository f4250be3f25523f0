package dev.slipway.backend.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.Provider;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts to a webhook as its forge would. */
final class Sender {
  private final Provider provider;
  private final String path;
  private final String secret;
  private final String address;

  /**
   * @param address of the server under test
   */
  Sender(NewWebhookView made, String address) {
    this.provider = made.webhook().provider();
    this.path = URI.create(made.webhook().url()).getPath();
    this.secret = made.secret();
    this.address = address;
  }

  private Sender(Provider provider, String path, String secret, String address) {
    this.provider = provider;
    this.path = path;
    this.secret = secret;
    this.address = address;
  }

  Sender with(String otherSecret) {
    return new Sender(provider, path, otherSecret, address);
  }

  Sender to(String otherPath) {
    return new Sender(provider, otherPath, secret, address);
  }

  String path() {
    return path;
  }

  String secret() {
    return secret;
  }

  HttpRequest push(String delivery, byte[] body) {
    String event =
        switch (provider) {
          case GITLAB -> "Push Hook";
          case BITBUCKET -> "repo:push";
          case GITHUB, GITEA, DEPLOY -> "push";
        };
    return request(event, delivery, body).build();
  }

  HttpRequest.Builder request(String event, String delivery, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    return switch (provider) {
      case GITHUB ->
          request
              .header("X-GitHub-Event", event)
              .header("X-GitHub-Delivery", delivery)
              .header("X-Hub-Signature-256", "sha256=" + hex(body));
      case GITLAB ->
          request
              .header("X-Gitlab-Event", event)
              .header("Idempotency-Key", delivery)
              .header("X-Gitlab-Token", secret);
      case GITEA ->
          request
              .header("X-Gitea-Event", event)
              .header("X-Gitea-Delivery", delivery)
              .header("X-Gitea-Signature", hex(body));
      case BITBUCKET ->
          request
              .header("X-Event-Key", event)
              .header("X-Request-UUID", delivery)
              .header("X-Hub-Signature", "sha256=" + hex(body));
      case DEPLOY -> {
        String seconds = String.valueOf(Instant.now().getEpochSecond());
        yield request
            .header("X-Slipway-Delivery", delivery)
            .header("X-Slipway-Timestamp", seconds)
            .header("X-Slipway-Signature", "sha256=" + hex((seconds + ".").getBytes(UTF_8), body));
      }
    };
  }

  /** As Standard Webhooks describes it. */
  HttpRequest.Builder standard(String event, String delivery, byte[] body, Instant time) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    String before = delivery + "." + time.getEpochSecond() + ".";
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Content-Type", "application/json")
        .header("X-Gitlab-Event", event)
        .header("webhook-id", delivery)
        .header("webhook-timestamp", String.valueOf(time.getEpochSecond()))
        .header(
            "webhook-signature",
            "v1," + Base64.getEncoder().encodeToString(hmac(key, before.getBytes(UTF_8), body)))
        .POST(BodyPublishers.ofByteArray(body));
  }

  String hex(byte[]... parts) {
    return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), parts));
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
