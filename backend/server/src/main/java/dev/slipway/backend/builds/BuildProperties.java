package dev.slipway.backend.builds;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of builds.
 *
 * @param perNode builds a node runs at the same time
 * @param timeout after which a running build is stopped
 * @param attempts how often a build is begun when its node goes away
 * @param nodeLost how long a node may be unreachable before its builds are given to another
 * @param memoryBytes and the two after it: limits of everything the build runs
 * @param logBytes of a build's log that are kept; the rest is left out
 */
@ConfigurationProperties("slipway.builds")
record BuildProperties(
    @DefaultValue("1") int perNode,
    @DefaultValue("30m") Duration timeout,
    @DefaultValue("2") int attempts,
    @DefaultValue("60s") Duration nodeLost,
    @DefaultValue("4294967296") long memoryBytes,
    @DefaultValue("2000") int cpuMillis,
    @DefaultValue("2048") int pids,
    @DefaultValue("33554432") long logBytes) {}
