/** Runs reconcilers on the leading process: one at a time each, on a period and when woken. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "feed"})
@NullMarked
package dev.slipway.backend.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
