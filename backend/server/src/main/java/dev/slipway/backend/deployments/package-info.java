/**
 * Rollouts and pods: the recorded state machine of deployments. The writer of what should run
 * where.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "reconcile",
      "security",
      "events",
      "nodes",
      "limits",
      "quotas",
      "config",
      "workloads",
      "builds",
      "scheduling",
      "scheduling :: fleet",
      "storage",
      "networking"
    })
@NullMarked
package dev.slipway.backend.deployments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
