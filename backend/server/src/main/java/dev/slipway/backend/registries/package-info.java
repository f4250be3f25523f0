/**
 * The built-in registry: who may pull and push what, what is in it and who uses that, and deploying
 * what is pushed.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "security",
      "signin",
      "events",
      "workloads",
      "builds",
      "deployments",
      "images"
    })
@NullMarked
package dev.slipway.backend.registries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
