package dev.slipway.backend.polling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known when a branch was seen, and what follows from it. */
record Found(String head, Instant askedAt, @Nullable String headBefore, History history) {

  /**
   * What became of the app so far.
   *
   * @param latestAt when the newest deployment was asked for; null: never any
   * @param followsBranch whether the newest build was of this branch, not of a tag or commit
   * @param known whether this very commit was ever built or is about to be, or a webhook told of it
   */
  record History(@Nullable Instant latestAt, boolean followsBranch, boolean known) {}

  enum Verdict {
    /** Nothing arrived that is not known. */
    KNOWN,
    /** Seen for the first time; what runs was chosen by hand. */
    NOTED,
    /** A deployment was asked for while we looked: whatever we saw may be older than that. */
    OVERTAKEN,
    DEPLOY
  }

  Verdict verdict() {
    if (history.latestAt() != null && history.latestAt().isAfter(askedAt)) {
      return Verdict.OVERTAKEN;
    }
    if (history.known() || head.equals(headBefore)) {
      return Verdict.KNOWN;
    }
    boolean moved = headBefore != null;
    boolean behind = history.latestAt() != null && history.followsBranch();
    return moved || behind ? Verdict.DEPLOY : Verdict.NOTED;
  }
}
