package dev.slipway.api.quotas;

/**
 * One amount of everything that is counted.
 *
 * @param apps that are not deleted
 * @param pods wanted ones, and what their rollouts may have on top of that (maxSurge)
 * @param cpuMillis limits of those pods, thousandths of a core
 * @param memoryBytes limits of those pods
 * @param storageBytes images in the built-in registry, each whole although they share layers, and
 *     volumes with the size they were given
 * @param builds running at once
 * @param domains hosts beyond the one each app comes with
 * @param tokens API tokens that still work
 */
public record Amounts(
    int apps,
    int pods,
    long cpuMillis,
    long memoryBytes,
    long storageBytes,
    int builds,
    int domains,
    int tokens) {}
