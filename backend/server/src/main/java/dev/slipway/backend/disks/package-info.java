/** What fills the disks of nodes: budgets, samples, and when a disk will be full. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "reconcile", "security"})
@NullMarked
package dev.slipway.backend.disks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
