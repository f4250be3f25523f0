/** Work that ends: runs of jobs, and what starts them at their times. The rules are Kubernetes'. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "reconcile",
      "security",
      "events",
      "workloads",
      "deployments"
    })
@NullMarked
package dev.slipway.backend.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
