/**
 * Looks at the branches of outside repositories every few minutes, and deploys what no webhook told
 * of.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "reconcile",
      "security",
      "events",
      "workloads",
      "builds",
      "deployments",
      "repositories",
      "webhooks"
    })
@NullMarked
package dev.slipway.backend.polling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
