/** The addresses forges post to, which pushes deploy, and the inbox of everything that came. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "reconcile",
      "security",
      "workloads",
      "deployments",
      "forges",
      "previews"
    })
@NullMarked
package dev.slipway.backend.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
