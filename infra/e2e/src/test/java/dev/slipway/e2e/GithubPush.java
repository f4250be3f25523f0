package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A push as GitHub tells of it: the complete payload, signed on its bytes. */
record GithubPush(String delivery, String body) {
  private static final String BEFORE = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";

  /**
   * @param repository address for git clone
   */
  static GithubPush to(String repository, String branch, String commit, String delivery) {
    String place = repository.replaceFirst("\\.git$", "");
    return new GithubPush(
        delivery,
        template()
            .replace("@REF@", "refs/heads/" + branch)
            .replace("@BEFORE@", BEFORE)
            .replace("@AFTER@", commit)
            .replace("@REPOSITORY@", place)
            .replace("@NAME@", place.substring(place.lastIndexOf('/') + 1)));
  }

  Platform.Answer send(String url, String secret) {
    return Platform.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/044aadd")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", delivery)
            .header("X-GitHub-Hook-ID", "292430182")
            .header("X-GitHub-Hook-Installation-Target-Type", "repository")
            .header("X-Hub-Signature-256", "sha256=" + signature(secret))
            .POST(BodyPublishers.ofString(body)));
  }

  private String signature(String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String template() {
    try (var file = GithubPush.class.getResourceAsStream("github-push.json")) {
      return new String(requireNonNull(file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
