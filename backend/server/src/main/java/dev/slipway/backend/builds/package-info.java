/**
 * From commit to image: the durable queue of builds, handing them to nodes, and what nodes tell of
 * them.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "feed",
      "reconcile",
      "security",
      "events",
      "config",
      "quotas",
      "nodes",
      "disks",
      "repositories"
    })
@NullMarked
package dev.slipway.backend.builds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
