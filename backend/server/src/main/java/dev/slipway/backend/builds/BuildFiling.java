package dev.slipway.backend.builds;

import dev.slipway.backend.builds.BuildLogKeeper.Told;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.repositories.HostKeys;
import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildCommit;
import dev.slipway.protocol.BuildImage;
import dev.slipway.protocol.BuildReport;
import dev.slipway.protocol.ToAgent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files what nodes report, many reports in one transaction. */
@Service
class BuildFiling {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final BuildProgressRepository builds;
  private final BuildLogKeeper logs;
  private final BuildProperties limits;
  private final FullDisks full;
  private final HostKeys hosts;
  private final EventLog events;
  private final InstantSource clock;

  BuildFiling(
      BuildProgressRepository builds,
      BuildLogKeeper logs,
      BuildProperties limits,
      FullDisks full,
      HostKeys hosts,
      EventLog events,
      InstantSource clock) {
    this.builds = builds;
    this.logs = logs;
    this.limits = limits;
    this.full = full;
    this.hosts = hosts;
    this.events = events;
    this.clock = clock;
  }

  /** A report and the node it came from. */
  record Reported(NodeId node, UUID build, BuildReport report) {}

  /** To be sent once the transaction has committed. */
  record Reply(NodeId node, ToAgent message) {}

  /** Log lines first: whoever sees a build ended finds its log complete. */
  @Transactional
  public List<Reply> file(List<Reported> reports) {
    Map<UUID, Long> stored =
        logs.keep(
            reports.stream()
                .filter(reported -> reported.report().hasLog())
                .map(reported ->
                    new Told(reported.node(), reported.build(), reported.report().getLog()))
                .toList());
    var replies = new ArrayList<Reply>();
    var acknowledged = new HashMap<UUID, Reply>();
    for (Reported reported : reports) {
      switch (reported.report().getWhatCase()) {
        case LOG ->
            acknowledged.put(reported.build(), logReply(reported, stored.get(reported.build())));
        case COMMIT -> commit(reported, reported.report().getCommit());
        case IMAGE, FAILURE, CANCELED -> replies.add(end(reported));
        case HOST_KEYS -> hostKeys(reported, reported.report().getHostKeys().getLinesList());
        case WHAT_NOT_SET -> {}
      }
    }
    replies.addAll(0, acknowledged.values());
    return replies;
  }

  /** What a node does not have any more goes back to the queue. */
  @Transactional
  public void returned(NodeId node, Set<UUID> alive) {
    builds.neverArrived(node, alive, clock.instant());
    builds.runningOn(node).stream()
        .filter(build -> !alive.contains(build.id().value()))
        .forEach(build -> lost(build, node));
  }

  /** Builds this node is at and should not be. */
  @Transactional(readOnly = true)
  public Set<UUID> strays(NodeId node, Set<UUID> alive) {
    var strays = new HashSet<>(alive);
    builds.runningOn(node).forEach(build -> strays.remove(build.id().value()));
    return strays;
  }

  /** Its run is over without a result: once more, or given up. Inside the caller's transaction. */
  void lost(StandingBuild build, NodeId node) {
    if (build.attempt() < limits.attempts()) {
      again(build, node, "The node that ran the build went away. The build starts again.");
    } else {
      fail(build, node, BuildFailed.nodeLost(build.attempt()), true);
    }
  }

  private void again(StandingBuild build, NodeId node, String why) {
    if (builds.requeue(build, node, clock.instant())) {
      tell(build, NewEvent.Severity.WARNING, "BuildRequeued", why);
    }
  }

  void fail(StandingBuild build, NodeId node, BuildFailed failure, boolean kill) {
    if (builds.fail(build.id(), node, failure, kill, clock.instant())) {
      logs.forget(build.id());
      tell(build, NewEvent.Severity.ERROR, "BuildFailed", failure.sentence());
    }
  }

  private Reply end(Reported reported) {
    Optional<StandingBuild> build =
        builds.find(new BuildId(reported.build())).filter(found -> found.runsOn(reported.node()));
    build.ifPresent(found -> end(found, reported.node(), reported.report()));
    var ack = BuildAck.newBuilder().setId(reported.build().toString()).setEnded(true);
    return new Reply(reported.node(), ToAgent.newBuilder().setBuildAck(ack).build());
  }

  private void end(StandingBuild build, NodeId node, BuildReport report) {
    logs.forget(build.id());
    if (report.hasImage()) {
      succeed(build, node, report.getImage());
    } else if (report.hasFailure()) {
      failed(build, node, BuildFailed.told(report.getFailure()));
    } else {
      // Nobody asked for it: the agent is being stopped.
      lost(build, node);
    }
  }

  private void failed(StandingBuild build, NodeId node, BuildFailed failure) {
    if (failure.ofTheDisk()) {
      full.told(node);
    }
    if (failure.ofTheDisk() && build.attempt() < limits.attempts()) {
      again(build, node, failure.sentence() + " The build starts again where there is room.");
    } else {
      fail(build, node, failure, false);
    }
  }

  private void succeed(StandingBuild build, NodeId node, BuildImage image) {
    if (DIGEST.matcher(image.getDigest()).matches()) {
      boolean _ =
          builds.succeed(
              build.id(),
              node,
              image.getDigest(),
              Math.max(0, image.getSizeBytes()),
              clock.instant());
    } else {
      fail(build, node, BuildFailed.noDigest(), false);
    }
  }

  private void commit(Reported reported, BuildCommit commit) {
    if (COMMIT.matcher(commit.getCommit()).matches()) {
      boolean _ =
          builds.commit(
              new BuildId(reported.build()),
              reported.node(),
              new CommitSha(commit.getCommit()),
              orNull(BuildService.shown(commit.getSubject())),
              orNull(BuildService.shown(commit.getAuthor())));
    }
  }

  private void hostKeys(Reported reported, List<String> lines) {
    var id = new BuildId(reported.build());
    builds
        .find(id)
        .filter(found -> found.runsOn(reported.node()))
        .ifPresent(build ->
            builds
                .outside(id)
                .ifPresent(url -> hosts.seen(build.organization(), build.app(), url, lines)));
  }

  /** A build that is not this node's is to be dropped by it. */
  private static Reply logReply(Reported reported, @Nullable Long stored) {
    String id = reported.build().toString();
    if (stored == null) {
      return new Reply(reported.node(), BuildOrders.cancel(id));
    }
    var ack = BuildAck.newBuilder().setId(id).setSeq(stored);
    return new Reply(reported.node(), ToAgent.newBuilder().setBuildAck(ack).build());
  }

  private void tell(
      StandingBuild build, NewEvent.Severity severity, String reason, String message) {
    events.record(
        new NewEvent(
            severity, reason, message, build.organization(), null, build.app(), null, null, null));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
