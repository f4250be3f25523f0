/** Where commits come from: Slipway's own git address. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "feed",
      "reconcile",
      "security",
      "signin",
      "events",
      "workloads",
      "builds",
      "deployments"
    })
@NullMarked
package dev.slipway.backend.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
