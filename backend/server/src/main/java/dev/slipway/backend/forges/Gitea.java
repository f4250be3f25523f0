package dev.slipway.backend.forges;

import java.time.Instant;
import java.util.List;

/**
 * Gitea and Forgejo: the signature is bare hexadecimal digits. Forgejo sends both forges' headers;
 * then only its own count.
 */
public record Gitea() implements Forge {
  /** What is shown of a push when the forge does not say how many commits it had. */
  private static final int USUALLY_SHOWN = 5;

  @Override
  public String name() {
    return "Gitea";
  }

  @Override
  public Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    Headers headers = delivered.headers();
    String told =
        headers.only(
            headers.has("X-Forgejo-Signature") ? "X-Forgejo-Signature" : "X-Gitea-Signature");
    return Hmac.matchesHex(told, "", secrets, delivered.body()) ? Proof.GENUINE : Proof.WRONG;
  }

  @Override
  public String delivery(Delivered delivered) {
    return either(delivered, "Delivery");
  }

  @Override
  public String event(Delivered delivered) {
    return either(delivered, "Event");
  }

  @Override
  public Message read(Delivered delivered) {
    return switch (event(delivered)) {
      case "push" -> GithubStyle.push(payload(delivered), name(), Gitea::files);
      case "pull_request", "pull_request_sync" ->
          GithubStyle.pullRequest(payload(delivered), name());
      case "create", "delete" -> new Message.Other("The push event tells of this too.");
      default -> new Message.Other("Only pushes and pull requests matter here.");
    };
  }

  @Override
  public List<String> kept() {
    return List.of(
        "Content-Type",
        "User-Agent",
        "X-Forgejo-Delivery",
        "X-Forgejo-Event",
        "X-Forgejo-Event-Type",
        "X-Gitea-Delivery",
        "X-Gitea-Event",
        "X-Gitea-Event-Type");
  }

  private Payload payload(Delivered delivered) {
    return Payload.of(delivered.body(), name());
  }

  private static Message.Files files(Payload push) {
    List<Payload> commits = push.list("commits");
    Long total = push.number("total_commits");
    boolean all = total == null ? commits.size() < USUALLY_SHOWN : total <= commits.size();
    boolean complete = all && !commits.isEmpty() && push.commit("before") != null;
    return new Message.Files(complete, Payload.touched(commits));
  }

  private static String either(Delivered delivered, String what) {
    Headers headers = delivered.headers();
    return headers.text(headers.has("X-Forgejo-" + what) ? "X-Forgejo-" + what : "X-Gitea-" + what);
  }
}
