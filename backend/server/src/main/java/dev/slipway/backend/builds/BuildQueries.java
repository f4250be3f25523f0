package dev.slipway.backend.builds;

import dev.slipway.api.deployments.BuildLogChunk;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Builds and their logs as users see them. */
@Service
public class BuildQueries {
  /** A page of a log. */
  public static final int MOST_CHUNKS = 1000;

  private final BuildViewRepository views;
  private final BuildRoom room;

  BuildQueries(BuildViewRepository views, BuildRoom room) {
    this.views = views;
    this.room = room;
  }

  /**
   * @throws Problem not-found when it is no build of this app
   */
  @Transactional(readOnly = true)
  public BuildView build(AppScope scope, BuildId build) {
    BuildView view = views.views(scope, List.of(build)).get(build);
    if (view == null) {
      throw Problem.notFound("build");
    }
    return room.explained(view);
  }

  /**
   * For a page of deployments: one query for all. Builds that do not exist are missing from the
   * answer.
   */
  @Transactional(readOnly = true)
  public Map<BuildId, BuildView> builds(AppScope scope, Collection<BuildId> builds) {
    return builds.isEmpty() ? Map.of() : views.views(scope, builds);
  }

  /** Chunks after this number, oldest first, at most {@link #MOST_CHUNKS}. */
  @Transactional(readOnly = true)
  public List<BuildLogChunk> log(AppScope scope, BuildId build, long after, int limit) {
    return views.log(scope, build, after, Math.clamp(limit, 1, MOST_CHUNKS));
  }

  /** State first: a log read after its build had ended is complete. */
  @Transactional(readOnly = true)
  Progress progress(AppScope scope, BuildId build, long after) {
    BuildView view = build(scope, build);
    return new Progress(view, views.log(scope, build, after, MOST_CHUNKS));
  }

  /** How a build stands, and what its log has gained. */
  record Progress(BuildView build, List<BuildLogChunk> chunks) {
    boolean complete() {
      return chunks.size() < MOST_CHUNKS
          && switch (build.state()) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELED -> true;
          };
    }
  }
}
