/** Pull requests as environments of their own: a copy of the app, without secrets, for a while. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "reconcile",
      "security",
      "config",
      "projects",
      "workloads",
      "deployments",
      "forges"
    })
@NullMarked
package dev.slipway.backend.previews;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
