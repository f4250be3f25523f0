package dev.slipway.backend.polling;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.polling.Found.Verdict;
import dev.slipway.backend.repositories.RemoteHeads;
import dev.slipway.backend.repositories.RemoteHeads.Seen;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.webhooks.PolledDeliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The poller's transactions: asking, and dealing with one answer. */
@Service
class BranchPoll {
  static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int AT_ONCE = 50;

  private final BranchWatchRepository watches;
  private final RemoteHeads heads;
  private final DeploymentService deployments;
  private final PolledDeliveries inbox;
  private final Authorizer authorizer;
  private final InstantSource clock;

  BranchPoll(
      BranchWatchRepository watches,
      RemoteHeads heads,
      DeploymentService deployments,
      PolledDeliveries inbox,
      Authorizer authorizer,
      InstantSource clock) {
    this.watches = watches;
    this.heads = heads;
    this.deployments = deployments;
    this.inbox = inbox;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /** Returns how many branches are asked for. */
  @Transactional
  public int ask(long epoch) {
    Instant now = clock.instant();
    int _ = watches.end(epoch);
    int _ = watches.begin(epoch, now, PERIOD.toSeconds());
    List<BranchWatch> due = watches.due(epoch, now, AT_ONCE);
    for (BranchWatch watch : due) {
      watches.asked(
          epoch,
          watch.app(),
          heads.later(
              watch.organization(), watch.app(), watch.url(), watch.branch(), watch.credential()));
    }
    return due.size();
  }

  @Transactional(readOnly = true)
  public List<BranchWatch> waiting() {
    return watches.waiting();
  }

  /** Deploys what nobody told us of; true if it does. */
  @Transactional
  public boolean answered(long epoch, BranchWatch watch, Seen seen) {
    Instant now = clock.instant();
    String head = seen.commit();
    if (head == null) {
      int failures = watch.failures() + 1;
      boolean _ =
          watches.seen(
              epoch, watch, null, seen.problem(), failures, now, now.plus(pause(failures)));
      return false;
    }
    if (!watches.lock(epoch, watch.app())) {
      return false;
    }
    var history = watches.history(watch, head);
    Verdict verdict = new Found(head, seen.askedAt(), watch.head(), history).verdict();
    // Overtaken: looked at anew, as if this look had not been.
    String known = verdict == Verdict.OVERTAKEN ? watch.head() : head;
    if (!watches.seen(epoch, watch, known, null, 0, now, now.plus(pause(0)))) {
      return false;
    }
    if (verdict == Verdict.DEPLOY) {
      deploy(watch, new CommitSha(head));
    }
    return verdict == Verdict.DEPLOY;
  }

  private void deploy(BranchWatch watch, CommitSha head) {
    var scope = authorizer.onBehalfOf(new Caller.Outside("polling"), watch.app());
    Started started =
        deployments.start(scope, Trigger.POLL, "polling", watch.branch(), head, null, null);
    inbox.found(scope, watch.branch(), head, started);
  }

  /** Five minutes more or less, so that apps made together part; longer while it fails. */
  static Duration pause(int failures) {
    Duration pause = PERIOD.multipliedBy(1L << Math.min(failures, 4));
    Duration most = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    double part = 0.9 + ThreadLocalRandom.current().nextDouble() * 0.2;
    return Duration.ofMillis(Math.round(most.toMillis() * part));
  }
}
