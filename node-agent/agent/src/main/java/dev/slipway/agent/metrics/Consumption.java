package dev.slipway.agent.metrics;

/**
 * What a container has used and uses.
 *
 * @param cpuMicros time of processors since the container began
 * @param memoryBytes held now, without files that were read and not looked at again
 */
record Consumption(long cpuMicros, long memoryBytes) {}
