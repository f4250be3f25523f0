package dev.slipway.backend.forges;

import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.forges.Message.Repository;
import dev.slipway.backend.kernel.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Payloads as GitHub made them and Gitea took them over. */
final class GithubStyle {
  private static final String TAGS = "refs/tags/";

  private GithubStyle() {}

  static Push push(Payload push, String forge, Function<Payload, Message.Files> files) {
    String ref = push.text("ref");
    if (ref == null || !push.at("repository").isObject()) {
      throw Problem.invalid("The body is not a push as %s sends it.".formatted(forge));
    }
    Payload head = push.at("head_commit");
    boolean deleted = push.yes("deleted") || push.commit("after") == null;
    // The name of an annotated tag leads to the tag, not to its commit.
    String after = ref.startsWith(TAGS) ? head.commit("id") : push.commit("after");
    var change =
        new Change(
            ref,
            push.commit("before"),
            deleted ? null : after,
            deleted,
            push.yes("forced"),
            head.text("message"),
            first(head.text("author", "name"), head.text("author", "username")),
            files.apply(push));
    String by = first(push.text("pusher", "name"), push.text("pusher", "login"));
    return new Push(repository(push.at("repository")), List.of(change), by);
  }

  static Message pullRequest(Payload event, String forge) {
    Payload pull = event.at("pull_request");
    Long number = event.number("number");
    String branch = pull.text("head", "ref");
    if (number == null || branch == null || !event.at("repository").isObject()) {
      throw Problem.invalid("The body is not a pull request as %s sends it.".formatted(forge));
    }
    Repository repository = repository(event.at("repository"));
    String from = pull.id("head", "repo", "id");
    boolean fork = from == null || !from.equals(repository.id());
    return new PullRequest(
        repository,
        action(event.text("action")),
        Math.toIntExact(Math.clamp(number, 0, Integer.MAX_VALUE)),
        branch,
        pull.commit("head", "sha"),
        fork,
        pull.text("head", "repo", "clone_url"),
        pull.text("title"),
        pull.text("user", "login"));
  }

  private static PullRequest.Action action(@Nullable String action) {
    return switch (action == null ? "" : action) {
      case "opened", "reopened", "synchronize", "synchronized", "ready_for_review" ->
          PullRequest.Action.CHANGED;
      case "closed" -> PullRequest.Action.CLOSED;
      default -> PullRequest.Action.OTHER;
    };
  }

  static Repository repository(Payload repository) {
    return new Repository(
        repository.id("id"),
        repository.text("full_name"),
        repository.texts("clone_url", "html_url", "git_url", "ssh_url", "svn_url"),
        instant(repository.number("pushed_at")));
  }

  private static @Nullable Instant instant(@Nullable Long seconds) {
    try {
      return seconds == null ? null : Instant.ofEpochSecond(seconds);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null || one.isBlank() ? other : one;
  }
}
