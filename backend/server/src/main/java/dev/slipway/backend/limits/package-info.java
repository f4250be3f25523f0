/** How often something may be asked for, counted in the database so that it holds over replicas. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "reconcile"})
@NullMarked
package dev.slipway.backend.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
