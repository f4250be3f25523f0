package dev.slipway.api.nodes;

import dev.slipway.api.apps.PodView;
import java.time.Instant;
import java.util.Map;

/**
 * The whole installation.
 *
 * @param version of this replica
 * @param startedAt of this replica
 * @param leader the replica that decides
 * @param leaderSeenAt when it last said so
 * @param cpuMillisBooked by all pods
 * @param memoryBytesBooked by all pods
 * @param consoleAddress of console and API
 * @param agentAddress where agents call
 * @param appsAddress base domain of apps
 * @param database such as {@code PostgreSQL 17.2}
 */
public record ClusterView(
    String version,
    Instant startedAt,
    String leader,
    Instant leaderSeenAt,
    Map<NodeView.State, Integer> nodes,
    Map<PodView.Phase, Integer> pods,
    long cpuMillis,
    long cpuMillisBooked,
    long memoryBytes,
    long memoryBytesBooked,
    String consoleAddress,
    String agentAddress,
    String registryAddress,
    String appsAddress,
    String podCidr,
    String serviceCidr,
    String database,
    long databaseBytes) {}
