package dev.slipway.backend.webhooks;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.forges.Message.Push;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.GitRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a push at the forge means for an app. */
final class PushRules {
  static final String BRANCHES = "refs/heads/";
  static final String TAGS = "refs/tags/";
  private static final Pattern SKIP =
      Pattern.compile(
          "\\[(skip ci|ci skip|no ci|skip actions|actions skip|skip slipway|slipway skip)]",
          Pattern.CASE_INSENSITIVE);

  private PushRules() {}

  sealed interface Decision {
    /**
     * @param name of the branch or tag
     */
    record Deploy(Change change, String name, @Nullable CommitSha commit, @Nullable String subject)
        implements Decision {}

    record Skip(String reason, @Nullable Change change) implements Decision {}
  }

  /**
   * A delivery deploys once at most, also when it tells of several branches: the first that
   * matters.
   */
  static Decision decide(AppSource source, Filters filters, Push push) {
    List<Decision> decisions =
        push.changes().stream().map(change -> decide(source, filters, change)).toList();
    Optional<Decision> deploy =
        decisions.stream().filter(Decision.Deploy.class::isInstance).findFirst();
    return deploy
        .or(() -> decisions.stream().findFirst())
        .orElse(new Decision.Skip("Nothing was pushed.", null));
  }

  private static Decision decide(AppSource source, Filters filters, Change change) {
    String ref = change.ref().isEmpty() ? BRANCHES + source.branch() : change.ref();
    boolean tag = ref.startsWith(TAGS);
    if (!tag && !ref.startsWith(BRANCHES)) {
      return skip("Only branches and tags deploy.", change);
    }
    String name = ref.substring(tag ? TAGS.length() : BRANCHES.length());
    if (tag && !filters.tag(name)) {
      return skip(
          filters.tags().isEmpty()
              ? "Tags do not deploy: the webhook has no pattern for them."
              : "No pattern of the webhook matches the tag.",
          change);
    }
    if (!tag && !filters.branch(name, source.branch())) {
      return skip(
          filters.branches().isEmpty()
              ? "The app deploys the branch %s.".formatted(source.branch())
              : "No pattern of the webhook matches the branch.",
          change);
    }
    if (change.deleted()) {
      return skip(tag ? "The tag was deleted." : "The branch was deleted.", change);
    }
    String message = change.message();
    if (message != null && SKIP.matcher(message).find()) {
      return skip("The commit's message says to skip it.", change);
    }
    if (!tag && elsewhere(filters, change)) {
      return skip("Nothing changed in the paths of the webhook.", change);
    }
    return new Decision.Deploy(
        change,
        new GitRef(name).value(),
        change.after() == null ? null : new CommitSha(change.after()),
        message == null ? null : message.lines().findFirst().orElse(""));
  }

  /** Only when the forge told of every file: rather a deployment too many than one missed. */
  private static boolean elsewhere(Filters filters, Change change) {
    return !filters.paths().isEmpty()
        && change.files().complete()
        && !change.forced()
        && !filters.paths(change.files().paths());
  }

  private static Decision skip(String reason, Change change) {
    return new Decision.Skip(reason, change);
  }
}
