package dev.slipway.agent.builds;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all builds of this node may use together. BuildKit takes no limits for a build, but runs all
 * of them below one control group, which gets the sum of what they were granted.
 */
final class BuildPool {
  private static final Logger log = LoggerFactory.getLogger(BuildPool.class);
  private static final int PERIOD_MICROS = 100_000;

  private final ControlGroup group;
  private final Map<String, Grant> grants = new HashMap<>();
  private boolean told;

  /** What one build may use. */
  record Grant(long memoryBytes, int cpuMillis, int pids) {
    Grant plus(Grant other) {
      return new Grant(
          memoryBytes + other.memoryBytes, cpuMillis + other.cpuMillis, pids + other.pids);
    }
  }

  BuildPool(ControlGroup group) {
    this.group = group;
  }

  synchronized void enter(String build, Grant grant) {
    grants.put(build, grant);
    limit();
  }

  synchronized void leave(String build) {
    grants.remove(build);
    if (!grants.isEmpty()) {
      limit();
    }
  }

  /** How often the kernel ended a build's process because the pool was used up. */
  long outOfMemory() {
    return group.outOfMemory();
  }

  private void limit() {
    Grant sum = grants.values().stream().reduce(new Grant(0, 0, 0), Grant::plus);
    try {
      group.limit(
          sum.memoryBytes(),
          (long) sum.cpuMillis() * PERIOD_MICROS / 1000,
          PERIOD_MICROS,
          sum.pids());
    } catch (IOException e) {
      if (!told) {
        log.warn("Builds run without limits here: {}", e.toString());
      }
      told = true;
    }
  }
}
