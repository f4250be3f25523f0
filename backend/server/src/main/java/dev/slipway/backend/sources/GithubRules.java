package dev.slipway.backend.sources;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.CommitSha;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a push at the forge means for an app. */
final class GithubRules {
  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SKIP =
      Pattern.compile(
          "\\[(skip ci|ci skip|no ci|skip actions|actions skip)]", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHORT_SSH = Pattern.compile("[^/@]+@([^:/]+):(.*)");
  private static final Pattern FULL = Pattern.compile("[a-z+]+://(?:[^/@]*@)?([^/]+)/(.*)");

  private GithubRules() {}

  sealed interface Decision {
    record Deploy(
        String branch,
        CommitSha commit,
        @Nullable String subject,
        @Nullable String author,
        String by)
        implements Decision {}

    record Skip(String reason) implements Decision {}
  }

  static Decision decide(AppSource source, GithubPush push) {
    String ref = push.ref() == null ? "" : push.ref();
    if (source.url() == null) {
      return skip("The app is built from Slipway's own repository, not from this one.");
    }
    if (!sameRepository(source.url(), push.repository())) {
      return skip("The push is to another repository than the app's source.");
    }
    if (ref.startsWith(TAGS)) {
      return skip("Tags do not deploy.");
    }
    if (!ref.equals(BRANCHES + source.branch())) {
      return skip("The app deploys the branch %s.".formatted(source.branch()));
    }
    if (push.deleted() || push.after() == null || !SHA.matcher(push.after()).matches()) {
      return skip("The branch was deleted.");
    }
    String message = push.head() == null ? null : push.head().message();
    if (message != null && SKIP.matcher(message).find()) {
      return skip("The commit's message says to skip it.");
    }
    String subject = message == null ? null : message.lines().findFirst().orElse("");
    return new Decision.Deploy(
        source.branch(), new CommitSha(push.after()), subject, author(push), by(push));
  }

  /**
   * The same host and path, however it is fetched. Not a part of a name, and not the name alone.
   */
  private static boolean sameRepository(String url, GithubPush.@Nullable Repository repository) {
    return repository != null
        && Stream.of(
                repository.cloneUrl(),
                repository.htmlUrl(),
                repository.gitUrl(),
                repository.sshUrl())
            .filter(Objects::nonNull)
            .anyMatch(known -> place(known).equals(place(url)));
  }

  private static String place(String url) {
    var shortForm = SHORT_SSH.matcher(url);
    var full = FULL.matcher(url);
    String place =
        shortForm.matches()
            ? shortForm.group(1) + "/" + shortForm.group(2)
            : full.matches() ? full.group(1) + "/" + full.group(2) : url;
    String trimmed = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    String bare = trimmed.endsWith(".git") ? trimmed.substring(0, trimmed.length() - 4) : trimmed;
    return bare.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String author(GithubPush push) {
    GithubPush.Author author = push.head() == null ? null : push.head().author();
    return author == null ? null : author.name() != null ? author.name() : author.username();
  }

  private static String by(GithubPush push) {
    String name = push.pusher() == null ? null : push.pusher().name();
    return name == null ? "GitHub" : name + " (GitHub)";
  }

  private static Decision skip(String reason) {
    return new Decision.Skip(reason);
  }
}
