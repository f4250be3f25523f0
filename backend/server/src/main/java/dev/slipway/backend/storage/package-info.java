/**
 * Volumes: data that outlives pods. Which machine each lies on, which pods hold it, how full it is,
 * and its end.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "feed",
      "security",
      "events",
      "quotas",
      "nodes",
      "workloads"
    })
@NullMarked
package dev.slipway.backend.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
