/**
 * How many pods apps have by what they use: looks every 15 seconds, by the rules of Kubernetes'
 * horizontal pod autoscaler. A writer of an app's replicas, beside its users.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "database", "reconcile", "security", "events", "quotas"})
@NullMarked
package dev.slipway.backend.autoscaling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
