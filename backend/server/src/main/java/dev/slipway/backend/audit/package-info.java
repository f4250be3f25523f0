/** Reads the books: search, export, and whether they are as they were written. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security", "reconcile"})
@NullMarked
package dev.slipway.backend.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
