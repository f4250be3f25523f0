package dev.slipway.backend.builds;

import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.feed.Rounds;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Hands queued builds to the nodes whose streams end in this process. Runs in every replica: only
 * the one a node is connected to can send it an order.
 */
@Component
class BuildDispatcher extends Rounds {
  private static final Duration EXPECTING = Duration.ofMillis(100);
  private static final Duration EXPECTED = Duration.ofSeconds(10);

  private final BuildDispatch dispatch;
  private final BuildFiling filing;
  private final BuildOrders orders;
  private final NodeLink link;
  private final InstantSource clock;
  private final Map<NodeId, Returning> returning = new ConcurrentHashMap<>();

  /**
   * Between a claim and its order nobody may conclude from a node's list of builds that it does not
   * have this one.
   */
  private final ReentrantLock passing = new ReentrantLock();

  BuildDispatcher(
      BuildDispatch dispatch,
      BuildFiling filing,
      BuildOrders orders,
      NodeLink link,
      ChangeFeed feed,
      InstantSource clock) {
    super("build-dispatcher", feed, Set.of("build", "node"), Duration.ZERO);
    this.dispatch = dispatch;
    this.filing = filing;
    this.orders = orders;
    this.link = link;
    this.clock = clock;
  }

  /** A node that has said hello and whose stream can be sent to in a moment. */
  private record Returning(Set<UUID> strays, Instant until) {}

  void connected(NodeId node, Set<UUID> alive) {
    passing.lock();
    try {
      filing.returned(node, alive);
      returning.put(
          node, new Returning(filing.strays(node, alive), clock.instant().plus(EXPECTED)));
    } finally {
      passing.unlock();
    }
    wake();
  }

  @Override
  protected void pass() {
    Set<NodeId> connected = link.connected();
    if (connected.isEmpty()) {
      return;
    }
    passing.lock();
    try {
      dropStrays(connected);
      cancel(connected);
      handOut(connected);
    } finally {
      passing.unlock();
    }
  }

  private void dropStrays(Set<NodeId> connected) {
    returning.forEach((node, expected) -> {
      if (connected.contains(node)) {
        expected.strays().forEach(build -> send(node, build));
        returning.remove(node, expected);
      } else if (clock.instant().isAfter(expected.until())) {
        returning.remove(node, expected);
      }
    });
  }

  private void cancel(Set<NodeId> connected) {
    for (var canceled : dispatch.canceledOn(connected)) {
      if (send(canceled.node(), canceled.id().value())) {
        dispatch.cancelTold(new BuildId(canceled.id().value()));
      }
    }
  }

  private void handOut(Set<NodeId> connected) {
    for (ClaimedBuild build : dispatch.claim(connected)) {
      CrashPoint.here("build.claimed");
      if (link.send(build.node(), orders.order(build))) {
        CrashPoint.here("build.dispatched");
      } else {
        dispatch.takeBack(build);
      }
    }
  }

  private boolean send(NodeId node, UUID build) {
    return link.send(node, BuildOrders.cancel(build.toString()));
  }

  /** A node that has said hello is given its orders as soon as it can be sent to. */
  @Override
  protected Duration period() {
    return returning.isEmpty() ? super.period() : EXPECTING;
  }
}
