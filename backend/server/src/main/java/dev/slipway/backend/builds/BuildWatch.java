package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Nothing stays running for ever: ends builds past their time, and those of nodes that stay away.
 */
@Component
class BuildWatch implements Reconciler {
  /** The node stops a build that takes too long and says so; we do when it has not. */
  private static final Duration NODE_FIRST = Duration.ofMinutes(1);

  private final BuildWatchRepository builds;
  private final BuildFiling filing;
  private final BuildProperties limits;
  private final InstantSource clock;

  BuildWatch(
      BuildWatchRepository builds,
      BuildFiling filing,
      BuildProperties limits,
      InstantSource clock) {
    this.builds = builds;
    this.filing = filing;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * @param unreachableSince null while the node is there
   */
  record Running(
      StandingBuild build, NodeId node, Instant since, @Nullable Instant unreachableSince) {}

  sealed interface Step {
    record GiveBack(Running running) implements Step {}

    record TimeOut(Running running) implements Step {}
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    List<Running> running = builds.running(epoch);
    List<Step> steps = plan(running, limits, clock.instant());
    steps.forEach(this::take);
    return new Progress(running.size(), steps.size());
  }

  private void take(Step step) {
    switch (step) {
      case Step.GiveBack(var lost) -> filing.lost(lost.build(), lost.node());
      case Step.TimeOut(var late) ->
          filing.fail(late.build(), late.node(), BuildFailed.tookTooLong(limits.timeout()), true);
    }
  }

  static List<Step> plan(List<Running> running, BuildProperties limits, Instant now) {
    return running.stream().flatMap(build -> step(build, limits, now)).toList();
  }

  private static Stream<Step> step(Running running, BuildProperties limits, Instant now) {
    if (running.since().plus(limits.timeout()).plus(NODE_FIRST).isBefore(now)) {
      return Stream.of(new Step.TimeOut(running));
    }
    Instant away = running.unreachableSince();
    return away != null && away.plus(limits.nodeLost()).isBefore(now)
        ? Stream.of(new Step.GiveBack(running))
        : Stream.of();
  }
}
