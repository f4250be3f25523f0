/** Machines: joining, identity, capacity, health. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "feed",
      "reconcile",
      "security",
      "events"
    })
@NullMarked
package dev.slipway.backend.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
