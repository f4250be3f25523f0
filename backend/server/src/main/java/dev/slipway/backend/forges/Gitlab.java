package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.forges.Message.Repository;
import dev.slipway.backend.kernel.Problem;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GitLab: a signing token (Standard Webhooks), or the older secret token that is sent as it is. A
 * delivery with a signature is judged by that alone.
 */
public record Gitlab() implements Forge {
  private static final String TOKEN = "X-Gitlab-Token";

  @Override
  public String name() {
    return "GitLab";
  }

  @Override
  public Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    if (delivered.headers().has(StandardWebhook.SIGNATURE)) {
      return StandardWebhook.prove(delivered, secrets, now);
    }
    byte[] told = delivered.headers().text(TOKEN).getBytes(UTF_8);
    return secrets.any(key -> MessageDigest.isEqual(key, told)) ? Proof.GENUINE : Proof.WRONG;
  }

  @Override
  public String delivery(Delivered delivered) {
    Headers headers = delivered.headers();
    // The event's id is the same at every webhook of the project; it is for old versions only.
    for (String name : List.of(StandardWebhook.ID, "Idempotency-Key", "X-Gitlab-Event-UUID")) {
      if (headers.has(name)) {
        return headers.text(name);
      }
    }
    return "";
  }

  @Override
  public String event(Delivered delivered) {
    return delivered.headers().text("X-Gitlab-Event");
  }

  @Override
  public Message read(Delivered delivered) {
    return switch (event(delivered)) {
      case "Push Hook", "Tag Push Hook" -> push(Payload.of(delivered.body(), name()));
      case "Merge Request Hook" -> mergeRequest(Payload.of(delivered.body(), name()));
      default -> new Message.Other("Only pushes and merge requests matter here.");
    };
  }

  @Override
  public List<String> kept() {
    return List.of(
        "Content-Type",
        "User-Agent",
        "Idempotency-Key",
        StandardWebhook.ID,
        StandardWebhook.TIMESTAMP,
        "X-Gitlab-Event",
        "X-Gitlab-Event-UUID",
        "X-Gitlab-Instance",
        "X-Gitlab-Webhook-UUID");
  }

  private static Push push(Payload push) {
    String ref = push.text("ref");
    if (ref == null || !push.at("project").isObject()) {
      throw Problem.invalid("The body is not a push as GitLab sends it.");
    }
    boolean deleted = push.commit("after") == null;
    String commit = deleted ? null : either(push.commit("checkout_sha"), push.commit("after"));
    List<Payload> commits = push.list("commits");
    Payload head =
        commits.stream()
            .filter(each -> commit != null && commit.equals(each.text("id")))
            .findFirst()
            .orElse(push.at("nothing"));
    Long total = push.number("total_commits_count");
    boolean complete =
        total != null
            && total <= commits.size()
            && !commits.isEmpty()
            && push.commit("before") != null;
    var change =
        new Change(
            ref,
            push.commit("before"),
            commit,
            deleted,
            false,
            either(head.text("message"), push.text("message")),
            head.text("author", "name"),
            new Message.Files(complete, Payload.touched(commits)));
    return new Push(
        repository(push.at("project"), push.id("project_id")),
        List.of(change),
        either(push.text("user_username"), push.text("user_name")));
  }

  private static Message mergeRequest(Payload event) {
    Payload merge = event.at("object_attributes");
    Long number = merge.number("iid");
    String branch = merge.text("source_branch");
    if (number == null || branch == null || !event.at("project").isObject()) {
      throw Problem.invalid("The body is not a merge request as GitLab sends it.");
    }
    String from = merge.id("source_project_id");
    return new PullRequest(
        repository(event.at("project"), event.id("project", "id")),
        action(merge),
        Math.toIntExact(Math.clamp(number, 0, Integer.MAX_VALUE)),
        branch,
        merge.commit("last_commit", "id"),
        from == null || !from.equals(merge.id("target_project_id")),
        either(merge.text("source", "git_http_url"), merge.text("source", "http_url")),
        merge.text("title"),
        event.text("user", "username"));
  }

  private static PullRequest.Action action(Payload merge) {
    String action = merge.text("action");
    return switch (action == null ? "" : action) {
      case "open", "reopen" -> PullRequest.Action.CHANGED;
      // Also for new titles and labels; with new commits the last one's name is told.
      case "update" ->
          merge.text("oldrev") == null ? PullRequest.Action.OTHER : PullRequest.Action.CHANGED;
      case "close", "merge" -> PullRequest.Action.CLOSED;
      default -> PullRequest.Action.OTHER;
    };
  }

  private static Repository repository(Payload project, @Nullable String id) {
    return new Repository(
        either(id, project.id("id")),
        project.text("path_with_namespace"),
        project.texts("git_http_url", "git_ssh_url", "web_url", "http_url", "ssh_url"),
        null);
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
