package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.sources.PushedCommitRepository.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deploys what was pushed to a control plane that died before it had recorded the deployment. */
@Component
class ForgottenPushes implements Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenPushes.class);

  /** Moving a branch takes milliseconds; whoever has not deployed by then is gone. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(5);

  /**
   * A push that never moved its branch. Long, because the row of one that is still at it must not
   * go.
   */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private final PushedCommits pushed;
  private final GitRepositories repositories;
  private final InstantSource clock;

  ForgottenPushes(PushedCommits pushed, GitRepositories repositories, InstantSource clock) {
    this.pushed = pushed;
    this.repositories = repositories;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Progress reconcile(long epoch) {
    List<Waiting> waiting = pushed.forgotten(FORGOTTEN);
    long deployed = waiting.stream().filter(commit -> settle(epoch, commit)).count();
    return new Progress(waiting.size(), Math.toIntExact(deployed));
  }

  private boolean settle(long epoch, Waiting waiting) {
    try {
      if (arrived(waiting)) {
        return pushed.deployForgotten(epoch, waiting);
      }
      if (waiting.since().plus(ABANDONED).isBefore(clock.instant())) {
        pushed.discard(epoch, waiting.id());
      }
      return false;
    } catch (Problem problem) {
      LOG.warn(
          "The push of {} to app {} is not deployed: {}",
          waiting.commit().commit().value(),
          waiting.app(),
          problem.getMessage());
      pushed.discard(epoch, waiting.id());
      return false;
    } catch (IOException e) {
      LOG.warn("The repository of app {} cannot be read", waiting.app(), e);
      return false;
    }
  }

  /** Whether the branch was moved, the last step of a push. */
  private boolean arrived(Waiting waiting) throws IOException {
    try (Repository repository = repositories.open(new AppId(waiting.app()))) {
      Ref branch = repository.exactRef(Constants.R_HEADS + waiting.commit().branch());
      return branch != null
          && branch.getObjectId() != null
          && branch.getObjectId().name().equals(waiting.commit().commit().value());
    }
  }
}
