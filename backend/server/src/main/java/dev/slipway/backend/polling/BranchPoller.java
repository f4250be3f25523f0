package dev.slipway.backend.polling;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.repositories.RemoteHeads;
import dev.slipway.backend.repositories.RemoteHeads.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps looking at the branches of outside repositories. Nodes do the looking; here it is only
 * asked for and acted upon, one app after the other.
 */
@Component
class BranchPoller implements Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(BranchPoller.class);

  private final BranchPoll poll;
  private final RemoteHeads heads;

  BranchPoller(BranchPoll poll, RemoteHeads heads) {
    this.poll = poll;
    this.heads = heads;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("repository_check");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<BranchWatch> waiting = poll.waiting();
    Map<UUID, Seen> seen =
        heads.seen(waiting.stream().map(BranchWatch::check).filter(Objects::nonNull).toList());
    int deployed = 0;
    for (BranchWatch watch : waiting) {
      Seen answer = seen.get(watch.check());
      if (answer != null && answered(epoch, watch, answer)) {
        deployed++;
      }
    }
    return new Progress(waiting.size() + poll.ask(epoch), deployed);
  }

  private boolean answered(long epoch, BranchWatch watch, Seen seen) {
    try {
      return poll.answered(epoch, watch, seen);
    } catch (Problem problem) {
      LOG.warn(
          "What is new in the repository of app {} is not deployed: {}",
          watch.app().value(),
          problem.getMessage());
      return poll.answered(epoch, watch, new Seen(null, problem.getMessage(), Instant.EPOCH));
    }
  }
}
