/** Projects and their environments. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security", "events", "config"})
@NullMarked
package dev.slipway.backend.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
