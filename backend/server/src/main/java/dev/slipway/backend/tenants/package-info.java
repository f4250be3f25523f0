/**
 * Organizations and the people in them: first set-up, who is calling, and the API tokens of an
 * organization.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "platform",
      "database",
      "reconcile",
      "security",
      "signin",
      "events",
      "quotas"
    })
@NullMarked
package dev.slipway.backend.tenants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
