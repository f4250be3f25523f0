/**
 * Registries of the tenants' own: what opens them, whether that works, and what an image's tag
 * means there.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "outbound",
      "reconcile",
      "security",
      "workloads",
      "builds"
    })
@NullMarked
package dev.slipway.backend.images;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
