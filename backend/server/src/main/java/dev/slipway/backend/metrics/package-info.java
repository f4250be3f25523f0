/** What pods use: kept as nodes say it, for an hour. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "reconcile", "security"})
@NullMarked
package dev.slipway.backend.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
