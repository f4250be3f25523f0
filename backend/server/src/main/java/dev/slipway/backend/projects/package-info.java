/** Projects, their environments, and the variables and secrets of apps. */
@ApplicationModule(allowedDependencies = {"kernel", "database", "security", "events"})
@NullMarked
package dev.slipway.backend.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
