/** Addresses and names: services, routes, and the subnets and addresses of pods. */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "security",
      "events",
      "outbound",
      "quotas",
      "workloads"
    })
@NullMarked
package dev.slipway.backend.networking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
