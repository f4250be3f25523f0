package dev.slipway.backend.forges;

import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.forges.Message.Repository;
import dev.slipway.backend.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bitbucket Cloud: {@code X-Hub-Signature: sha256=…}, which is missing when no secret was entered
 * there. It never says which files a push touched.
 */
public record Bitbucket() implements Forge {
  private static final String PLACE = "https://bitbucket.org/";

  @Override
  public String name() {
    return "Bitbucket";
  }

  @Override
  public Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    String told = delivered.headers().only("X-Hub-Signature");
    return Hmac.matchesHex(told, "sha256=", secrets, delivered.body())
        ? Proof.GENUINE
        : Proof.WRONG;
  }

  @Override
  public String delivery(Delivered delivered) {
    return delivered.headers().text("X-Request-UUID");
  }

  @Override
  public String event(Delivered delivered) {
    return delivered.headers().text("X-Event-Key");
  }

  @Override
  public Message read(Delivered delivered) {
    return switch (event(delivered)) {
      case "diagnostics:ping" -> new Message.Ping();
      case "repo:push" -> push(Payload.of(delivered.body(), name()));
      case "repo:refs_changed" ->
          throw Problem.invalid(
              "This is a push as Bitbucket Data Center sends it. Use a deploy hook for that; this address is for"
                  + " Bitbucket Cloud.");
      case "pullrequest:created", "pullrequest:updated" ->
          pullRequest(delivered, PullRequest.Action.CHANGED);
      case "pullrequest:fulfilled", "pullrequest:rejected" ->
          pullRequest(delivered, PullRequest.Action.CLOSED);
      default -> new Message.Other("Only pushes and pull requests matter here.");
    };
  }

  @Override
  public List<String> kept() {
    return List.of(
        "Content-Type",
        "User-Agent",
        "X-Attempt-Number",
        "X-Event-Key",
        "X-Event-Time",
        "X-Hook-UUID",
        "X-Request-UUID");
  }

  private static Push push(Payload event) {
    Repository repository = repository(event.at("repository"));
    if (repository.id() == null || !event.at("push", "changes").isArray()) {
      throw Problem.invalid("The body is not a push as Bitbucket Cloud sends it.");
    }
    var changes = new ArrayList<Change>();
    event
        .list("push", "changes")
        .forEach(change -> {
          String ref = ref(change.at("new").isObject() ? change.at("new") : change.at("old"));
          if (ref != null) {
            changes.add(change(change, ref));
          }
        });
    return new Push(repository, changes, event.text("actor", "nickname"));
  }

  private static Change change(Payload change, String ref) {
    Payload target = change.at("new", "target");
    boolean deleted = !change.at("new").isObject();
    return new Change(
        ref,
        change.commit("old", "target", "hash"),
        deleted ? null : target.commit("hash"),
        deleted,
        change.yes("forced"),
        target.text("message"),
        target.text("author", "user", "display_name") == null
            ? target.text("author", "display_name")
            : target.text("author", "user", "display_name"),
        Message.Files.UNKNOWN);
  }

  private static @Nullable String ref(Payload end) {
    String name = end.text("name");
    String type = end.text("type");
    if (name == null || type == null) {
      return null;
    }
    return (type.equals("tag") || type.equals("annotated_tag") ? "refs/tags/" : "refs/heads/")
        + name;
  }

  private Message pullRequest(Delivered delivered, PullRequest.Action action) {
    Payload event = Payload.of(delivered.body(), name());
    Payload pull = event.at("pullrequest");
    Long number = pull.number("id");
    String branch = pull.text("source", "branch", "name");
    Repository repository = repository(event.at("repository"));
    if (number == null || branch == null || repository.id() == null) {
      throw Problem.invalid("The body is not a pull request as Bitbucket Cloud sends it.");
    }
    Repository from = repository(pull.at("source", "repository"));
    return new PullRequest(
        repository,
        action,
        Math.toIntExact(Math.clamp(number, 0, Integer.MAX_VALUE)),
        branch,
        pull.commit("source", "commit", "hash"),
        !repository.id().equals(from.id()),
        from.name() == null ? null : PLACE + from.name() + ".git",
        pull.text("title"),
        pull.text("author", "nickname"));
  }

  private static Repository repository(Payload repository) {
    String name = repository.text("full_name");
    var urls = new ArrayList<>(repository.at("links", "html").texts("href"));
    if (name != null) {
      urls.add(PLACE + name);
    }
    return new Repository(repository.text("uuid"), name, urls, null);
  }
}
