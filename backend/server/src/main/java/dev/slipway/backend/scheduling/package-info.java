/** Which node takes a pod, and why the others do not; the pure part of it is {@code fleet}. */
@ApplicationModule(allowedDependencies = {"kernel", "database"})
@NullMarked
package dev.slipway.backend.scheduling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
