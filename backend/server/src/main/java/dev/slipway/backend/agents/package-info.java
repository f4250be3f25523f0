/** The conversation with node agents: assembles what each should have, files what each reports. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "feed",
      "reconcile",
      "security",
      "events",
      "nodes",
      "disks",
      "metrics",
      "repositories",
      "builds",
      "images",
      "logs",
      "terminals",
      "storage"
    })
@NullMarked
package dev.slipway.backend.agents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
