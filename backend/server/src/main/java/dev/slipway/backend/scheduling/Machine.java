package dev.slipway.backend.scheduling;

import dev.slipway.backend.kernel.NodeId;

/**
 * A node as the scheduler sees it.
 *
 * @param answers false when its agent has not been heard for a while
 * @param schedulable false while an operator keeps new pods away
 * @param takesWork whether it has the role WORKLOAD
 * @param cpuMillis thousandths of a core in all
 * @param memoryBytes memory in all
 */
record Machine(
    NodeId id,
    String name,
    boolean answers,
    boolean schedulable,
    boolean takesWork,
    int cpuMillis,
    long memoryBytes) {}
