package dev.slipway.backend.deployments;

import dev.slipway.backend.scheduling.fleet.Taint;
import dev.slipway.backend.scheduling.fleet.Toleration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a pod has to leave a node because of the node's taints. */
final class TaintEviction {
  private TaintEviction() {}

  /** A taint and when it was put there. */
  record Held(Taint taint, Instant since) {}

  /** Empty when it may stay for ever. */
  static Optional<Instant> due(List<Held> taints, List<Toleration> tolerations) {
    return taints.stream()
        .filter(held -> held.taint().effect() == Taint.Effect.NO_EXECUTE)
        .flatMap(held -> until(held, tolerations).stream())
        .min(Instant::compareTo);
  }

  private static Optional<Instant> until(Held held, List<Toleration> tolerations) {
    List<Toleration> covering =
        tolerations.stream().filter(one -> one.covers(held.taint())).toList();
    if (covering.isEmpty()) {
      return Optional.of(held.since());
    }
    // The shortest leave counts; one without an end is none.
    return covering.stream()
        .flatMap(one -> Stream.ofNullable(one.time()))
        .min(Duration::compareTo)
        .map(held.since()::plus);
  }
}
