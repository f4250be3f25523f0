package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** github.com and GitHub Enterprise: {@code X-Hub-Signature-256} over the body. */
public record Github() implements Forge {
  /** GitHub leaves out commits beyond this many. */
  private static final int MOST_COMMITS = 2048;

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    String told = delivered.headers().only("X-Hub-Signature-256");
    return Hmac.matchesHex(told, "sha256=", secrets, delivered.body())
        ? Proof.GENUINE
        : Proof.WRONG;
  }

  @Override
  public String delivery(Delivered delivered) {
    return delivered.headers().text("X-GitHub-Delivery");
  }

  @Override
  public String event(Delivered delivered) {
    return delivered.headers().text("X-GitHub-Event");
  }

  @Override
  public Message read(Delivered delivered) {
    return switch (event(delivered)) {
      case "ping" -> new Message.Ping();
      case "push" -> GithubStyle.push(payload(delivered), name(), this::files);
      case "pull_request" -> GithubStyle.pullRequest(payload(delivered), name());
      case "create", "delete" -> new Message.Other("The push event tells of this too.");
      default -> new Message.Other("Only pushes and pull requests matter here.");
    };
  }

  @Override
  public List<String> kept() {
    return List.of(
        "Content-Type",
        "User-Agent",
        "X-GitHub-Delivery",
        "X-GitHub-Event",
        "X-GitHub-Hook-ID",
        "X-GitHub-Hook-Installation-Target-ID",
        "X-GitHub-Hook-Installation-Target-Type");
  }

  private Message.Files files(Payload push) {
    List<Payload> commits = push.list("commits");
    // A forced push also takes away what the commits it drops had touched.
    boolean complete =
        !commits.isEmpty()
            && commits.size() < MOST_COMMITS
            && !push.yes("forced")
            && !push.yes("created");
    return new Message.Files(complete, Payload.touched(commits));
  }

  /** GitHub sends JSON, or the same in a form's field if the webhook is set so. */
  private Payload payload(Delivered delivered) {
    if (!delivered.headers().isType("application/x-www-form-urlencoded")) {
      return Payload.of(delivered.body(), name());
    }
    String json =
        Arrays.stream(new String(delivered.body(), UTF_8).split("&", -1))
            .filter(field -> field.startsWith("payload="))
            .map(field -> decode(field.substring("payload=".length())))
            .findFirst()
            .orElse("");
    return Payload.of(json.getBytes(UTF_8), name());
  }

  private static String decode(String field) {
    try {
      return URLDecoder.decode(field, UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
