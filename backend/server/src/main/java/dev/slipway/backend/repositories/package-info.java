/**
 * Outside repositories: what opens private ones, by which keys their hosts are known, and asking a
 * node which commit a branch is at.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "outbound",
      "feed",
      "reconcile",
      "security",
      "events",
      "nodes",
      "workloads"
    })
@NullMarked
package dev.slipway.backend.repositories;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
