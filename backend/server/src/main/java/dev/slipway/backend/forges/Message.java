package dev.slipway.backend.forges;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery tells, whichever forge it comes from. Anything a stranger sends may be missing.
 */
public sealed interface Message {
  /** The forge tries whether the address works. */
  record Ping() implements Message {}

  /** Nothing this platform acts on. */
  record Other(String reason) implements Message {}

  /**
   * Branches or tags moved. Most forges tell of one in a delivery.
   *
   * @param by who pushed
   */
  record Push(@Nullable Repository repository, List<Change> changes, @Nullable String by)
      implements Message {}

  /**
   * A pull request was opened, got new commits, or was closed.
   *
   * @param branch it comes from
   * @param commit its newest
   * @param url the repository of the branch: another one when it comes from a fork
   */
  record PullRequest(
      Repository repository,
      Action action,
      int number,
      String branch,
      @Nullable String commit,
      boolean fork,
      @Nullable String url,
      @Nullable String title,
      @Nullable String by)
      implements Message {

    public enum Action {
      CHANGED,
      CLOSED,
      OTHER
    }
  }

  /**
   * @param id the forge's own, which stays when the repository is renamed
   * @param urls under which it may be fetched or seen
   * @param pushedAt by the forge's clock
   */
  record Repository(
      @Nullable String id, @Nullable String name, List<String> urls, @Nullable Instant pushedAt) {}

  /**
   * @param ref such as refs/heads/main
   * @param before null when it did not exist
   * @param after null when it does not exist any more, or for a tag whose commit was not told
   * @param message of the newest commit
   */
  record Change(
      String ref,
      @Nullable String before,
      @Nullable String after,
      boolean deleted,
      boolean forced,
      @Nullable String message,
      @Nullable String author,
      Files files) {}

  /**
   * @param complete false when the forge may have left some out
   */
  record Files(boolean complete, Set<String> paths) {
    public static final Files UNKNOWN = new Files(false, Set.of());
  }
}
