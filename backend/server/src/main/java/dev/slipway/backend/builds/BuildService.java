package dev.slipway.backend.builds;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.GitRef;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for builds and ends them. Everything between is the dispatcher's and the nodes'. */
@Service
public class BuildService {
  private static final int LONGEST_SUBJECT = 200;

  private final BuildRepository builds;
  private final InstantSource clock;

  BuildService(BuildRepository builds, InstantSource clock) {
    this.builds = builds;
    this.clock = clock;
  }

  /**
   * Queues a build; it begins when a node has room for it.
   *
   * @param source what the app's source says now; kept with the build
   * @param ref branch, tag or commit to check out
   * @param commit what ref must lead to; null: whatever it leads to when the build begins
   * @throws Problem validation-failed for a ref git would not allow, not-found when the app is gone
   */
  @Transactional
  public BuildId queue(
      AppScope scope,
      AppSource source,
      String ref,
      @Nullable CommitSha commit,
      @Nullable String subject,
      @Nullable String author) {
    Instant now = clock.instant();
    var id = new BuildId(Uuids.next(now));
    String name = new GitRef(ref).value();
    if (!builds.insert(scope, id, source, name, commit, shown(subject), shown(author), null, now)) {
      throw Problem.notFound("app");
    }
    CrashPoint.here("build.queued");
    return id;
  }

  /**
   * Queues what takes the place of a build when an image is there already: finding out its digest.
   *
   * @param repository as revisions keep it: with its host, or without in the built-in registry
   * @param reference a tag, a digest, or a tag and the digest it was pushed with: {@code
   *     v1@sha256:…}
   */
  @Transactional
  public BuildId queueImage(AppScope scope, AppSource source, String repository, String reference) {
    Instant now = clock.instant();
    var id = new BuildId(Uuids.next(now));
    if (!builds.insert(scope, id, source, reference, null, null, null, repository, now)) {
      throw Problem.notFound("app");
    }
    CrashPoint.here("build.queued");
    return id;
  }

  /** Ends the build at once; its node is told to kill it. Does nothing when it has ended. */
  @Transactional
  public void cancel(AppScope scope, BuildId build) {
    boolean _ = builds.cancel(scope, build, clock.instant());
  }

  /** Written by strangers: one line of it, without what moves the cursor or hides text. */
  static @Nullable String shown(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String line =
        text.lines().findFirst().orElse("").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }
}
