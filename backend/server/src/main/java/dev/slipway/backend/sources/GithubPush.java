package dev.slipway.backend.sources;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The part of GitHub's {@code push} payload that is looked at; anything may be missing from what
 * strangers send.
 */
record GithubPush(
    @Nullable String ref,
    @Nullable String before,
    @Nullable String after,
    boolean deleted,
    boolean forced,
    @JsonProperty("head_commit") @Nullable Commit head,
    @Nullable Repository repository,
    @Nullable Pusher pusher) {

  record Commit(@Nullable String message, @Nullable Author author) {}

  record Author(@Nullable String name, @Nullable String username) {}

  record Pusher(@Nullable String name) {}

  /**
   * @param pushedAt seconds since 1970
   */
  record Repository(
      @JsonProperty("clone_url") @Nullable String cloneUrl,
      @JsonProperty("html_url") @Nullable String htmlUrl,
      @JsonProperty("git_url") @Nullable String gitUrl,
      @JsonProperty("ssh_url") @Nullable String sshUrl,
      @JsonProperty("pushed_at") @Nullable Long pushedAt) {}
}
