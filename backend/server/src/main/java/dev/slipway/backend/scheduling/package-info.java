/**
 * Which machine takes a pod, and why the others do not: pure, on a snapshot of machines and what is
 * booked.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database"})
@NullMarked
package dev.slipway.backend.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
