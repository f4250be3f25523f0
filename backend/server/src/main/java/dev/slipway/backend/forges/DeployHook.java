package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * For CI, without a forge: {@code {"ref": "main", "commit": "…"}}, signed by Standard Webhooks or
 * with {@code X-Slipway-Signature: sha256=<hex>} over {@code timestamp.body}.
 */
public record DeployHook() implements Forge {
  private static final String TIMESTAMP = "X-Slipway-Timestamp";
  private static final String SIGNATURE = "X-Slipway-Signature";
  private static final String DELIVERY = "X-Slipway-Delivery";

  @Override
  public String name() {
    return "the deploy hook";
  }

  @Override
  public Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    Headers headers = delivered.headers();
    if (headers.has(StandardWebhook.SIGNATURE)) {
      return StandardWebhook.prove(delivered, secrets, now);
    }
    byte[] before = (headers.text(TIMESTAMP) + ".").getBytes(UTF_8);
    String told = headers.only(SIGNATURE);
    if (!Hmac.matchesHex(told, "sha256=", secrets, before, delivered.body())) {
      return Proof.WRONG;
    }
    return StandardWebhook.fresh(headers.text(TIMESTAMP), now) ? Proof.GENUINE : Proof.STALE;
  }

  /** A caller that names none gets one made of what was signed: the same when it is sent again. */
  @Override
  public String delivery(Delivered delivered) {
    Headers headers = delivered.headers();
    String named =
        headers.has(StandardWebhook.ID) ? headers.text(StandardWebhook.ID) : headers.text(DELIVERY);
    return named.isEmpty() ? digest(headers.text(TIMESTAMP), delivered.body()) : named;
  }

  @Override
  public String event(Delivered delivered) {
    return "deploy";
  }

  @Override
  public Message read(Delivered delivered) {
    Payload body = Payload.of(delivered.body(), name());
    String ref = body.text("ref");
    String commit = body.commit("commit");
    if (ref == null && commit == null) {
      throw Problem.invalid(
          "The body must be JSON with a ref, a commit or both: {\"ref\": \"main\", \"commit\": \"<40 digits>\"}.");
    }
    if (commit == null && body.text("commit") != null) {
      throw Problem.invalid("The commit must be its full name: 40 lower-case hexadecimal digits.");
    }
    var change =
        new Change(
            full(ref == null ? "" : ref),
            null,
            commit,
            false,
            true,
            body.text("message"),
            body.text("author"),
            Message.Files.UNKNOWN);
    return new Push(null, List.of(change), body.text("by"));
  }

  @Override
  public List<String> kept() {
    return List.of(
        "Content-Type",
        "User-Agent",
        TIMESTAMP,
        DELIVERY,
        StandardWebhook.ID,
        StandardWebhook.TIMESTAMP);
  }

  /** Empty stays empty: the app's branch. */
  private static String full(String ref) {
    return ref.isEmpty() || ref.startsWith("refs/") ? ref : "refs/heads/" + ref;
  }

  private static String digest(String timestamp, byte[] body) {
    return Sha256.hex((timestamp + ".").getBytes(UTF_8), body).substring(0, 40);
  }
}
