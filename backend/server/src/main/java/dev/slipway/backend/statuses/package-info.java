/** Tells forges how the deployments of their commits go: an outbox, off the way of deployments. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "reconcile",
      "events",
      "outbound",
      "repositories"
    })
@NullMarked
package dev.slipway.backend.statuses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
