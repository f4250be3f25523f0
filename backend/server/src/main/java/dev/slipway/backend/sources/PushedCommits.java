package dev.slipway.backend.sources;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.sources.PushedCommitRepository.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commits between being pushed and being deployed. A row goes in the transaction that starts its
 * deployment.
 */
@Service
class PushedCommits {
  private final PushedCommitRepository commits;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final InstantSource clock;

  PushedCommits(
      PushedCommitRepository commits,
      DeploymentService deployments,
      Authorizer authorizer,
      InstantSource clock) {
    this.commits = commits;
    this.deployments = deployments;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  @Transactional
  public UUID received(AppScope scope, PushedCommit commit) {
    Instant now = clock.instant();
    UUID id = Uuids.next(now);
    commits.insert(scope, id, commit, now);
    return id;
  }

  /** Starts its deployment, once: empty when somebody else has. */
  @Transactional
  public Optional<Started> deploy(AppScope scope, UUID id) {
    return commits.take(scope, id).map(commit -> start(scope, commit));
  }

  /** Those nobody has dealt with for so long that whoever took the push must be gone. */
  @Transactional(readOnly = true)
  public List<Waiting> forgotten(Duration after) {
    return commits.olderThan(clock.instant().minus(after));
  }

  /** As {@link #deploy}, for whoever leads. */
  @Transactional
  public boolean deployForgotten(long epoch, Waiting waiting) {
    commits.fence(epoch);
    AppScope scope =
        authorizer.onBehalfOf(new Caller.Outside(waiting.commit().by()), new AppId(waiting.app()));
    return deploy(scope, waiting.id()).isPresent();
  }

  @Transactional
  public void discard(long epoch, UUID id) {
    commits.delete(epoch, id);
  }

  private Started start(AppScope scope, PushedCommit commit) {
    return deployments.start(
        scope,
        DeploymentView.Trigger.PUSH,
        commit.by(),
        commit.branch(),
        commit.commit(),
        commit.subject(),
        commit.author());
  }
}
