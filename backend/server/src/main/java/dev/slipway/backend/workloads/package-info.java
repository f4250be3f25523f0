/**
 * Apps: what users want of them, and the immutable revisions made of it. The writer of the spec.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "reconcile",
      "security",
      "events",
      "config",
      "quotas"
    })
@NullMarked
package dev.slipway.backend.workloads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
