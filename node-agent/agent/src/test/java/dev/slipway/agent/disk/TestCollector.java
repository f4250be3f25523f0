package dev.slipway.agent.disk;

import dev.slipway.agent.engine.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** For tests of what needs images while they are collected. */
public final class TestCollector {
  private TestCollector() {}

  /** Takes every image that is not held or in a container, as if it had not been used for a day. */
  public static void collect(FakeEngine engine, ImageLeases leases) {
    var collector =
        new ImageCollector(engine, engine, leases, () -> Instant.now().plus(Duration.ofDays(1)));
    List<?> _ = collector.collect(engine.stored(), _ -> Long.MAX_VALUE, Set::of, "registry.test");
  }
}
